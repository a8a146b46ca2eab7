// All activities on one page: the keys go from one to the next, and the cursor stands in the first field.

const sections = [...document.querySelectorAll('.sheet')];

function go(step) {
  const here = sections.findIndex(section => section.contains(document.activeElement));
  const next = sections[here < 0 ? 0 : here + step];
  if (!next) return;
  next.scrollIntoView({ block: 'start' });
  (next.querySelector('textarea') ?? next).focus({ preventScroll: true });
}

document.addEventListener('keydown', event => {
  // By the key's place: with Alt some keyboards write another sign.
  const step = event.altKey && !event.ctrlKey && { KeyN: 1, KeyP: -1 }[event.code];
  if (!step) return;
  event.preventDefault();
  go(step);
});

document.addEventListener('click', event => {
  const link = event.target.closest('a[data-step]');
  if (!link) return;
  event.preventDefault();
  link.focus();
  go(link.dataset.step === 'next' ? 1 : -1);
});

document.querySelector('[data-sheet-keys]').hidden = false;
