// What a text field gets when somebody is in it: a count of its characters.

const fill = (text, ...values) => (text ?? '').replace(/\{(\d)\}/g, (_, i) => values[i] ?? '');
const number = value => value.toLocaleString(document.documentElement.lang || undefined);
const attended = new WeakSet();

// Over the limit is said, never cut: the server has the last word and gives the text back.
function count(area, box) {
  const max = Number(area.dataset.max);
  const isRefused = area.getAttribute('aria-invalid') === 'true';
  const update = () => {
    const length = area.value.normalize('NFC').length;
    const isOver = length > max;
    if (box.classList.toggle('over', isOver)) box.setAttribute('role', 'status');
    box.textContent = fill(isOver ? box.dataset.over : box.dataset.text, number(length), number(max), number(length - max));
    if (isOver) area.setAttribute('aria-invalid', 'true');
    else if (!isRefused) area.removeAttribute('aria-invalid');
  };
  area.addEventListener('input', update);
  update();
}

/** Takes charge of a field, once. */
export function attend(area) {
  if (attended.has(area)) return;
  attended.add(area);
  const box = document.querySelector(`[data-count="${CSS.escape(area.id)}"]`);
  if (box && area.dataset.max) count(area, box);
}
