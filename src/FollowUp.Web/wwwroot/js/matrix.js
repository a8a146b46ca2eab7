// Arrow keys go from cell to cell in the table of activities and units. Without it the Tab key goes through them all.
(() => {
  'use strict';

  const linkIn = cell => cell?.querySelector('a') ?? null;

  // The next cell with a link in a direction; cells of units that are not concerned have none and are passed by.
  function next(table, cell, down, right) {
    let row = cell.parentElement.rowIndex + down;
    let column = cell.cellIndex + right;
    for (; table.rows[row]?.cells[column]; row += down, column += right) {
      const link = linkIn(table.rows[row].cells[column]);
      if (link) return link;
    }
    return null;
  }

  function start(region) {
    const table = region.querySelector('table');
    const directions = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
    region.addEventListener('keydown', event => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const cell = event.target.closest('td, th');
      if (!cell) return;
      const links = [...cell.parentElement.cells].map(linkIn).filter(Boolean);
      const direction = directions[event.key];
      const link = direction ? next(table, cell, ...direction)
        : event.key === 'Home' ? links[0]
        : event.key === 'End' ? links.at(-1)
        : null;
      if (!link) return;
      event.preventDefault();
      link.focus();
    });
    const hint = document.querySelector('[data-matrix-hint]');
    if (hint) {
      hint.hidden = false;
      region.setAttribute('aria-describedby', hint.id);
    }
  }

  document.querySelectorAll('[data-matrix]').forEach(start);
})();
