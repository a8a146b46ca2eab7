// Signing out: what is typed is saved first, and this person's drafts go out of the browser.

const longestWait = 5000;

function draftsOf(user) {
  try {
    return Object.keys(localStorage).filter(key => key.startsWith(`followup:${user}:`));
  } catch {
    // A browser that keeps nothing has nothing to remove.
    return [];
  }
}

export async function signOut(form) {
  const leaving = { saves: [], isGone: false };
  document.dispatchEvent(new CustomEvent('followup:leaving', { detail: leaving }));
  const saved = await Promise.race([Promise.all(leaving.saves), new Promise(resolve => { setTimeout(resolve, longestWait, [false]); })]);
  if ((saved.includes(false) || draftsOf(form.dataset.drafts).length) && !confirm(form.dataset.draftsText)) return;
  // A page on its way out would keep its text once more.
  leaving.isGone = true;
  draftsOf(form.dataset.drafts).forEach(key => localStorage.removeItem(key));
  form.submit();
}
