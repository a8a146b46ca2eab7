// Forms whose text is not saved by itself: a question before leaving, and a session that lives while one writes.

let isSent = () => false;

// ---- Text that is not saved ---------------------------------------------------------------
const guarded = new Map();

const contents = form => JSON.stringify([...new FormData(form)]
  .filter(([name]) => name !== '__RequestVerificationToken')
  .map(([name, value]) => [name, typeof value === 'string' ? value : value.name]));

const isDirty = form => form.dataset.guard === 'dirty' || contents(form) !== guarded.get(form);

function warnBeforeLeaving(event) {
  if ([...guarded.keys()].some(form => form.isConnected && !isSent(form) && isDirty(form))) event.preventDefault();
}

// ---- What was typed lies in the browser until a page of ours has answered ---------------------
const user = document.querySelector('[data-drafts]')?.dataset.drafts;
const prefix = `followup:${user}:form:`;
const keyOf = form => prefix + new URL(form.action).pathname;
const textsOf = form => Object.fromEntries([...form.querySelectorAll('textarea')].map(area => [area.name, area.value]));
const versionOf = form => form.querySelector('input[name=Version]')?.value;

function keep(form, isSent = false) {
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ isSent, version: versionOf(form), texts: textsOf(form) }));
  } catch {
    // A browser that keeps nothing: the question before leaving stands.
  }
}

function restore(form, kept, notice) {
  const areas = [...form.querySelectorAll('textarea')].filter(area => kept.texts[area.name] && kept.texts[area.name] !== area.value);
  if (!areas.length || kept.version !== versionOf(form)) return;
  areas.forEach(area => { area.value = kept.texts[area.name]; });
  form.closest('details')?.setAttribute('open', '');
  const line = document.createElement('p');
  line.className = 'hint';
  line.setAttribute('role', 'status');
  line.textContent = notice;
  form.prepend(line);
}

function takeUp(notice) {
  if (!user) return;
  const forms = new Map([...document.querySelectorAll('form[data-guard]')].map(form => [keyOf(form), form]));
  for (const key of Object.keys(localStorage).filter(key => key.startsWith(prefix))) {
    const kept = (() => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } })();
    if (!kept?.texts || kept.isSent) localStorage.removeItem(key);
    else if (forms.has(key)) restore(forms.get(key), kept, notice);
  }
}

// This script comes when one steps into a field: by then words may have been typed, or put back by the browser.
const hasText = form => [...form.querySelectorAll('textarea')].some(area => area.value !== area.defaultValue);

function guard(form) {
  guarded.set(form, hasText(form) ? null : contents(form));
  if (hasText(form)) addEventListener('beforeunload', warnBeforeLeaving);
  if (user && form.querySelector('textarea')) {
    if (hasText(form) && !isSent(form)) keep(form);
    form.addEventListener('input', () => keep(form));
    form.addEventListener('submit', () => keep(form, true));
  }
  // Only while something was changed: the listener alone keeps a page out of the back/forward cache.
  form.addEventListener('input', () => addEventListener('beforeunload', warnBeforeLeaving));
  if (form.dataset.guard === 'dirty') addEventListener('beforeunload', warnBeforeLeaving);
}

// ---- The session lives while one writes ---------------------------------------------------
const fiveMinutes = 5 * 60 * 1000;

function showLost(scope, lost) {
  const box = scope?.querySelector('[data-keepalive-lost]') ?? document.querySelector('[data-keepalive-lost]');
  if (box) box.hidden = !lost;
}

function keepAlive(form) {
  let next = Date.now() + fiveMinutes;
  form.addEventListener('input', async () => {
    if (Date.now() < next) return;
    next = Date.now() + fiveMinutes;
    try {
      const answer = await fetch(form.dataset.keepalive, { redirect: 'manual', cache: 'no-store', credentials: 'same-origin' });
      showLost(form, !answer.ok);
    } catch {
      showLost(form, true);
      next = Date.now() + 30000;
    }
  });
}

/** Takes charge of the page's forms. The arguments: whether a form is on its way, and what is said of text that came back. */
export function start(isOnItsWay, notice) {
  isSent = isOnItsWay;
  try { takeUp(notice); } catch { /* No storage, nothing to take up. */ }
  document.querySelectorAll('form[data-guard]').forEach(guard);
  document.querySelectorAll('form[data-keepalive]').forEach(keepAlive);
  document.addEventListener('submit', ({ target: form }) => {
    if (form.dataset.once === 'off' && guarded.has(form)) guarded.set(form, contents(form));
  });
}
