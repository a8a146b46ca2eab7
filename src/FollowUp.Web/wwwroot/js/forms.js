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

function guard(form) {
  guarded.set(form, contents(form));
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

/** Takes charge of the page's forms. The argument tells whether a form is on its way. */
export function start(isOnItsWay) {
  isSent = isOnItsWay;
  document.querySelectorAll('form[data-guard]').forEach(guard);
  document.querySelectorAll('form[data-keepalive]').forEach(keepAlive);
  document.addEventListener('submit', ({ target: form }) => {
    if (form.dataset.once === 'off' && guarded.has(form)) guarded.set(form, contents(form));
  });
}
