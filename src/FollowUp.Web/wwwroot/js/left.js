// Text that is left in the browser and belongs to no field any more is shown, so that it can be copied.

const parse = key => { try { return { key, ...JSON.parse(localStorage.getItem(key)) }; } catch { return {}; } };

// What a page that is open keeps at this moment is not left behind.
const settled = 10000;

function draftsOf(prefix) {
  try {
    return Object.keys(localStorage).filter(key => key.startsWith(prefix)).map(parse).filter(draft => draft.text && Date.now() - draft.at > settled);
  } catch {
    return [];
  }
}

function show(box) {
  const drafts = draftsOf(box.dataset.draftLeft);
  if (!drafts.length) return;
  box.querySelector('textarea').value = drafts.flatMap(draft => [draft.text.FollowUp, draft.text.Analysis]).filter(Boolean).join('\n\n');
  const links = box.querySelector('[data-draft-links]');
  for (const note of links ? new Set(drafts.map(draft => draft.key.split(':')[2])) : []) {
    const link = document.createElement('a');
    link.href = links.dataset.address + note;
    const { text } = drafts.find(draft => draft.key.includes(note));
    link.textContent = `${links.dataset.label}: ${(text.FollowUp || text.Analysis || '').slice(0, 60)}`;
    links.append(document.createElement('li'));
    links.lastChild.append(link);
  }
  box.hidden = false;
  box.querySelector('button').addEventListener('click', () => {
    drafts.forEach(draft => localStorage.removeItem(draft.key));
    box.hidden = true;
  });
}

document.querySelectorAll('[data-draft-left]').forEach(show);
