// Puts what is selected in the analysis into the field that makes an activity of it, until somebody has typed there.

const text = document.querySelector('[data-sentences]');
const field = document.querySelector('[data-sentence]');
let filled = '';

if (text && field) {
  document.addEventListener('selectionchange', () => {
    const selection = document.getSelection();
    const selected = selection.toString().replace(/\s+/g, ' ').trim();
    if (!selected || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode) || field.value.trim() !== filled) return;
    filled = selected;
    field.value = selected;
  });
}
