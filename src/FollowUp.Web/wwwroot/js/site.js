// Everything works without this file; it only makes things safer and quicker.
// Words come from data attributes in the markup, so that they can be translated.

// Scripts for what only some pages need, or only when it is used.
const more = document.querySelector('script[data-paste]').dataset;
const submitButtons = form => [...form.elements].filter(e => e.type === 'submit');
const posts = (form, submitter) => (submitter?.formMethod || form.method) === 'post';
const fill = (text, ...values) => (text ?? '').replace(/\{(\d)\}/g, (_, i) => values[i] ?? '');
const number = value => value.toLocaleString(document.documentElement.lang || undefined);

const sent = new Map();

function release(form) {
  const entry = sent.get(form);
  if (!entry) return;
  sent.delete(form);
  clearTimeout(entry.timer);
  entry.buttons.forEach(button => { button.disabled = false; });
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
  const buttons = submitButtons(form).filter(button => !button.disabled);
  // After the browser has read the form, else the clicked button's name and value would be left out.
  setTimeout(() => {
    if (sent.has(form)) buttons.forEach(button => { button.disabled = true; });
  });
  form.setAttribute('aria-busy', 'true');
  // A stopped load or a file download leaves the page standing: give the buttons back.
  sent.set(form, { buttons, timer: setTimeout(() => release(form), 20000) });
}

// ---- Pasting from Word and the web becomes Markdown
async function paste(event) {
  const area = event.target.closest?.('textarea[data-markdown]');
  if (!area || area.readOnly || !event.clipboardData) return;
  const plain = event.clipboardData.getData('text/plain');
  const html = event.clipboardData.getData('text/html');
  const isRich = /<(p|div|ul|ol|li|b|strong|a|h[1-6]|tr|br)\b|font-weight:\s*(bold|[6-9]00)/i.test(html);
  if (!isRich && !/^[ \t]*([•·▪◦‣●§]|(o|[–-]|\d+[.)])\t)/m.test(plain)) return;
  event.preventDefault();
  try {
    (await import(more.paste)).put(area, html, plain, isRich);
  } catch {
    // Without the script the words come in as they are.
    area.setRangeText(plain, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

// Over the limit is said, never cut: the server has the last word and gives the text back.
function count(area) {
  const max = Number(area.dataset.max);
  const box = document.querySelector(`[data-count="${CSS.escape(area.id)}"]`);
  if (!box || !max) return;
  const update = () => {
    const length = area.value.normalize('NFC').length;
    const isOver = length > max;
    if (box.classList.toggle('over', isOver)) box.setAttribute('role', 'status');
    box.textContent = fill(isOver ? box.dataset.over : box.dataset.text, number(length), number(max), number(length - max));
    if (isOver) area.setAttribute('aria-invalid', 'true');
    else if (!area.dataset.invalid) area.removeAttribute('aria-invalid');
  };
  if (area.getAttribute('aria-invalid') === 'true') area.dataset.invalid = 'true';
  area.addEventListener('input', update);
  update();
}

// ---- Signing out takes this person's drafts out of the browser
function signOut(event) {
  if (!event.target.dataset.drafts) return;
  event.preventDefault();
  import(more.signOut).then(script => script.signOut(event.target)).catch(() => event.target.submit());
}

document.addEventListener('submit', signOut);
document.addEventListener('submit', sendOnce);
document.addEventListener('paste', paste);

addEventListener('pageshow', event => {
  if (event.persisted) [...sent.keys()].forEach(release);
});

document.addEventListener('click', event => {
  const button = event.target.closest?.('button[data-preview-for]');
  if (button) import(more.preview).then(script => script.preview(button));
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

// Forms that lose text when one leaves, or that take long to write, are looked after from the first step into one of them.
let guarded = null;
const guardForms = () => { guarded ??= import(more.forms).then(script => script.start(form => sent.has(form))); };
document.addEventListener('focusin', event => {
  if (event.target.closest('form[data-guard], form[data-keepalive]')) guardForms();
});

function start() {
  if (document.querySelector('form[data-guard=dirty]')) guardForms();
  document.querySelectorAll('textarea[data-max]').forEach(count);
  document.querySelectorAll('button[data-preview-for][hidden]').forEach(button => { button.hidden = false; });
  document.querySelector('.error-summary')?.focus();
  const current = document.querySelector('.main-nav [aria-current]');
  if (current) current.closest('.main-nav').scrollLeft = current.offsetLeft - 48;
}

start();
