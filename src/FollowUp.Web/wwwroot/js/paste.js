// Turns what was copied from Word and the web into Markdown. Loaded when somebody pastes such a thing for the first time.
const blockTags = new Set(('ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DIV DL DT FIGURE FOOTER H1 H2 H3 H4 H5 H6 ' +
  'HEADER HR LI MAIN OL P PRE SECTION TABLE TBODY TFOOT THEAD TR UL').split(' '));
const skipTags = new Set('HEAD STYLE SCRIPT TITLE META LINK TEMPLATE IMG SVG BUTTON SELECT TEXTAREA'.split(' '));
const style = node => node.getAttribute('data-style') ?? '';
const isList = node => node.tagName === 'UL' || node.tagName === 'OL';
const isSkipped = node => skipTags.has(node.tagName) || /mso-list:\s*ignore|mso-hide:\s*all|display:\s*none/i.test(style(node));

function isBold(node) {
  const weight = /font-weight:\s*([a-z0-9]+)/i.exec(style(node))?.[1];
  if (weight) return weight === 'bold' || Number(weight) >= 600;
  return node.tagName === 'B' || node.tagName === 'STRONG';
}

// Puts a mark around the words, not around the spaces beside them.
const around = (text, before, after) =>
  text.trim() ? text.replace(/^(\s*)([\s\S]*?)(\s*)$/, (_, a, words, b) => a + before + words + after + b) : text;

function inline(node, bold = false) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/[\s\u00a0]+/g, ' ');
  if (node.nodeType !== Node.ELEMENT_NODE || isSkipped(node) || isList(node)) return '';
  if (node.tagName === 'BR') return '\n';
  const strong = !bold && isBold(node);
  let text = [...node.childNodes].map(child => inline(child, bold || strong)).join('');
  if (blockTags.has(node.tagName)) text = ` ${text} `;
  if (node.tagName === 'A') {
    const href = node.getAttribute('href') ?? '';
    if (/^(https?:|mailto:)/i.test(href)) {
      const url = href.trim().replace(/[\s()<>]/g, c => '%' + c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0'));
      text = around(text.replace(/[[\]]/g, '\\$&'), '[', `](${url})`);
    }
  }
  return strong ? around(text, '**', '**') : text;
}

const tidy = text => text
  .replace(/\*\*(\s*)\*\*/g, '$1')
  .split('\n').map(line => line.replace(/ {2,}/g, ' ').trim()).join('\n')
  .replace(/^\n+|\n+$/g, '');

const hanging = (text, indent) => text.replace(/\n+/g, '\n' + indent);

function toMarkdown(html) {
  // Renamed, since parsing a style attribute would be reported as a breach of the content security policy.
  const safe = html.replace(/<style[\s\S]*?<\/style>/gi, '').replace(/(<[a-z][^>]*?)\sstyle\s*=/gi, '$1 data-style=');
  const body = new DOMParser().parseFromString(safe, 'text/html').body;
  const blocks = [];
  let run = '';
  let wordLevels = [];
  let wordList = null;

  // Paragraphs are parted by an empty line; items, and the lines of a mail (one div each), are not.
  let gap = false;
  const add = (text, kind = '') => {
    if (!text) return;
    blocks.push({ text, kind, close: kind && !gap && blocks.at(-1)?.kind === kind });
    gap = false;
  };
  const flush = kind => { add(tidy(run), kind); run = ''; };

  // Word writes a list as paragraphs: "mso-list:l0 level2 lfo1" and the mark in a span of its own.
  function wordItem(paragraph, list, level) {
    if (list !== wordList) wordLevels = [];
    wordList = list;
    const mark = [...paragraph.querySelectorAll('[data-style]')]
      .find(span => /mso-list:\s*ignore/i.test(style(span)))?.textContent.trim() ?? '';
    wordLevels = wordLevels.slice(0, level);
    for (let i = 0; i < level; i++) wordLevels[i] ??= { count: 0, width: 2 };
    const own = wordLevels[level - 1];
    own.count++;
    const sign = /^\(?([0-9]+|[a-z]|[ivx]+)[.)]/i.test(mark) ? `${own.count}. ` : '- ';
    own.width = sign.length;
    const indent = ' '.repeat(wordLevels.slice(0, level - 1).reduce((sum, above) => sum + above.width, 0));
    add(indent + sign + hanging(tidy(inline(paragraph)), indent + ' '.repeat(sign.length)), 'item');
  }

  function list(node, indent) {
    let count = Number(node.getAttribute('start')) || 1;
    for (const child of node.children) {
      if (isList(child)) {
        list(child, indent + '  ');
      } else if (child.tagName === 'LI') {
        const sign = node.tagName === 'OL' ? `${count++}. ` : '- ';
        const level = Number(child.getAttribute('aria-level') ?? child.getAttribute('data-aria-level')) || 1;
        const own = indent || '  '.repeat(level - 1);
        const inner = own + ' '.repeat(sign.length);
        add(own + sign + hanging(tidy([...child.childNodes].map(c => inline(c)).join('')), inner), 'item');
        [...child.querySelectorAll('ul, ol')]
          .filter(nested => nested.parentElement.closest('li, ul, ol') === child)
          .forEach(nested => list(nested, inner));
      }
    }
  }

  function walk(node) {
    for (const child of node.childNodes) {
      if (child.nodeType !== Node.ELEMENT_NODE) {
        run += inline(child);
        continue;
      }
      if (isSkipped(child)) continue;
      const word = /mso-list:\s*(l\d+)\s+level(\d+)/i.exec(style(child));
      if (word && child.tagName !== 'LI') {
        flush();
        wordItem(child, word[1], Number(word[2]));
      } else if (isList(child)) {
        flush();
        list(child, '');
      } else if (child.tagName === 'TR') {
        flush();
        add(tidy([...child.cells].map(cell => inline(cell).trim()).filter(Boolean).join(' | ')));
      } else if (/^H[1-6]$/.test(child.tagName)) {
        flush();
        add(around(tidy(inline(child, true)), '**', '**'));
      } else if (blockTags.has(child.tagName) || child.querySelector('p, div, ul, ol, table, h1, h2, h3, h4, h5, h6')) {
        flush();
        walk(child);
        if (child.tagName === 'DIV' && !child.textContent.trim()) gap = true;
        flush(child.tagName === 'DIV' ? 'line' : '');
      } else {
        run += inline(child);
      }
    }
  }

  walk(body);
  flush();
  return blocks.reduce((text, block, i) =>
    text + (i === 0 ? '' : block.close ? '\n' : '\n\n') + block.text, '');
}

// Bullets that came along as characters: Word's, and those people type.
const plainBullets = text => text.replace(/\r\n?/g, '\n')
  .replace(/^([ \t]*)(?:[•·▪◦‣●§][ \t\u00a0]+|(o|[–-])\t[ \t]*)/gm, (_, indent, mark) =>
    (mark === 'o' ? '  ' : '') + indent.replace(/\t/g, '  ') + '- ')
  .replace(/^(\d+)[.)]\t[ \t]*/gm, '$1. ');

function insert(area, text) {
  area.focus();
  // The only way in that the browser's own undo takes back.
  if (document.execCommand('insertText', false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Puts what was copied in at the cursor. */
export function put(area, html, plain) {
  const isRich = /<(p|div|ul|ol|li|b|strong|a|h[1-6]|tr|br)\b|font-weight:\s*(bold|[6-9]00)/i.test(html);
  let text = (isRich ? toMarkdown(html) : plainBullets(plain)) || plain;
  const before = area.value.slice(0, area.selectionStart);
  if (/^(- |\d+\. )/.test(text) && /[^\n]$/.test(before)) text = '\n' + text;
  insert(area, text);
}
