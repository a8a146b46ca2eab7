// All activities on one page: keys go from one's first field to the next one's.

const sections = [...document.querySelectorAll('.sheet')];

document.addEventListener('keydown', event => {
  // By the key's place: with Alt some keyboards write another sign.
  const step = event.altKey && !event.ctrlKey && { KeyN: 1, KeyP: -1 }[event.code];
  if (!step) return;
  event.preventDefault();
  const here = sections.findIndex(section => section.contains(document.activeElement));
  const next = sections[here < 0 ? 0 : here + step];
  next?.scrollIntoView();
  (next?.querySelector('textarea') ?? next)?.focus({ preventScroll: true });
});
