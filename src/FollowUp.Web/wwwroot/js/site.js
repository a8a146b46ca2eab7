// Everything works without this file; it only makes things safer and quicker.

// Scripts that are loaded when they are used.
const more = document.querySelector('script[data-paste]').dataset;
const posts = (form, submitter) => (submitter?.formMethod || form.method) === 'post';

const sent = new Map();

function release(form) {
  const { buttons, timer } = sent.get(form);
  sent.delete(form);
  clearTimeout(timer);
  buttons.forEach(button => { button.disabled = false; });
  form.removeAttribute('aria-busy');
}

function sendOnce(event) {
  const form = event.target;
  if (event.defaultPrevented || !posts(form, event.submitter)) return;
  if (form.dataset.once === 'off' || form.target === '_blank') return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  const buttons = [...form.elements].filter(e => e.type === 'submit' && !e.disabled);
  // After the browser has read the form, else the clicked button's name and value would be left out.
  setTimeout(() => {
    if (sent.has(form)) buttons.forEach(button => { button.disabled = true; });
  });
  form.setAttribute('aria-busy', 'true');
  // A stopped load leaves the page standing.
  sent.set(form, { buttons, timer: setTimeout(() => release(form), 20000) });
}

// Signing out takes drafts out of the browser.
function signOut(event) {
  if (!event.target.dataset.drafts) return;
  event.preventDefault();
  import(more.signOut).then(script => script.signOut(event.target)).catch(() => event.target.submit());
}

document.addEventListener('submit', signOut);
document.addEventListener('submit', sendOnce);

// What is pasted from Word and the web becomes Markdown.
document.addEventListener('paste', event => {
  const { target, clipboardData } = event;
  if (!clipboardData || !target.matches?.('textarea[data-markdown]:read-write')) return;
  const [html, plain] = ['text/html', 'text/plain'].map(type => clipboardData.getData(type));
  if (!html && !plain) return;
  event.preventDefault();
  import(more.paste).then(script => script.put(target, html, plain), () => {
    // Without the script the words come in as they are.
    target.setRangeText(plain, target.selectionStart, target.selectionEnd, 'end');
    target.dispatchEvent(new Event('input', { bubbles: true }));
  });
});

addEventListener('pageshow', event => {
  if (event.persisted) [...sent.keys()].forEach(release);
});

document.addEventListener('click', event => {
  const button = event.target.closest?.('button');
  if (button?.matches('[data-preview-for]')) import(more.preview).then(script => script.preview(button));
  if (button?.matches('[data-quote]')) {
    event.preventDefault();
    import(more.quote).then(script => script.quote(button));
  }
  document.querySelectorAll('details.menu[open]').forEach(menu => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

document.addEventListener('keydown', event => {
  const menu = event.key === 'Escape' && document.querySelector('details.menu[open]');
  if (!menu) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});

// Forms that lose text when one leaves are looked after from the first step into one.
let guarded = null;
const guardForms = () => { guarded ??= import(more.forms).then(script => script.start(form => sent.has(form), more.restored)); };
document.addEventListener('focusin', ({ target }) => {
  if (target.closest('form[data-guard], form[data-keepalive]')) guardForms();
  if (target.matches('textarea')) import(more.fields).then(script => script.attend(target));
});

const hasKept = () => { try { return Object.keys(localStorage).some(key => key.includes(':form:')); } catch { return false; } };
if (document.querySelector('form[data-guard=dirty]') || hasKept()) guardForms();
document.querySelectorAll('[data-preview-for]').forEach(button => { button.hidden = false; });
document.querySelector('.error-summary')?.focus();
const current = document.querySelector('.main-nav [aria-current]');
if (current) current.closest('.main-nav').scrollLeft = current.offsetLeft - 48;
