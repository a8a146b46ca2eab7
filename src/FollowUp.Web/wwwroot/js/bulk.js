// Choosing many rows: one box for all on the page, and how many are chosen. Without it each row is chosen by itself.
(() => {
  'use strict';

  function start(form) {
    const boxes = [...form.querySelectorAll('.select input[type="checkbox"]')];
    const label = form.querySelector('[data-choose-all]');
    const count = form.querySelector('[data-chosen]');
    if (!boxes.length || !label || !count) return;
    const all = label.querySelector('input');

    const show = () => {
      const chosen = boxes.filter(box => box.checked).length;
      all.checked = chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
      count.textContent = (chosen === 1 ? count.dataset.one : count.dataset.many).replace('{0}', chosen.toLocaleString(document.documentElement.lang));
    };

    label.hidden = false;
    all.addEventListener('change', () => {
      const wanted = all.checked;
      boxes.forEach(box => { box.checked = wanted; });
      show();
    });
    form.addEventListener('change', event => { if (boxes.includes(event.target)) show(); });
    form.addEventListener('keydown', event => {
      if (event.key === 'Enter' && event.target.type === 'checkbox') event.preventDefault();
    });
    // After the back button the browser may have kept the boxes.
    addEventListener('pageshow', show);
    show();
  }

  document.querySelectorAll('form[data-bulk]').forEach(start);
})();
