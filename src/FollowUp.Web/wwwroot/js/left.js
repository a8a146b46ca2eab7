// A page where the text can no longer be written shows what was left in the browser.

function show(box) {
  const drafts = Object.keys(localStorage).filter(key => key.startsWith(box.dataset.draftLeft));
  if (!drafts.length) return;
  box.querySelector('textarea').value = drafts.map(key => JSON.parse(localStorage.getItem(key)))
    .flatMap(draft => [draft.text.FollowUp, draft.text.Analysis]).filter(Boolean).join('\n\n');
  box.hidden = false;
  box.querySelector('button').addEventListener('click', () => {
    drafts.forEach(key => localStorage.removeItem(key));
    box.hidden = true;
  });
}

document.querySelectorAll('[data-draft-left]').forEach(show);
