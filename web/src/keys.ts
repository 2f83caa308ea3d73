import { actionsNow, type Action } from './actions.js';

const offKey = 'deskgraph-keys-off';
/** How long the first of two keys waits for the second. */
const patienceMs = 1200;
/** How long a field may take to get the cursor after a key asked for it. */
const arrivalMs = 1500;

/** Whether single keys do something here; they can be switched off for who speaks to the machine (WCAG 2.1.4). */
export const areKeysOn = (): boolean => localStorage.getItem(offKey) === null;

/** Switches single keys on or off, for this browser. */
export function switchKeys(on: boolean): void {
  if (on) localStorage.removeItem(offKey);
  else localStorage.setItem(offKey, '1');
}

/** A key event as actions name it: `Shift+X`, `mod+k`, `j`, `?`. */
export function nameOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>): string | null {
  if (altKey || key === 'Shift' || key === 'Control' || key === 'Meta') return null;
  const isLetter = /^[a-z]$/i.test(key);
  const shift = shiftKey && (isLetter || key.length > 1) ? 'Shift+' : '';
  const letter = isLetter ? (shiftKey ? key.toUpperCase() : key.toLowerCase()) : key;
  if (ctrlKey || metaKey) return `mod+${shift}${letter}`;
  return shift + letter;
}

/** Listens for the keys of all actions; answers how to stop. */
export function listenForKeys(target: Window): () => void {
  let first: { readonly key: string; readonly at: number } | null = null;
  let ahead: { typed: string; readonly until: number } | null = null; // what was typed before the field had the cursor
  const onFocus = (event: FocusEvent) => {
    if (ahead === null || !isTyping(event.target)) return;
    setTimeout(() => {
      if (ahead !== null && ahead.typed !== '') put(ahead.typed);
      ahead = null;
    });
  };
  const onKey = (event: KeyboardEvent) => {
    const name = nameOf(event);
    if (name === null || event.defaultPrevented || event.isComposing) return;
    const isPlain = !name.startsWith('mod+');
    if (ahead !== null && event.timeStamp > ahead.until) ahead = null;
    if (ahead !== null && isPlain && event.key.length === 1) {
      ahead.typed += event.key;
      event.preventDefault();
      return;
    }
    if (isPlain && !areKeysOn()) return;
    if ((isPlain || event.key === 'Enter') && isTyping(event.target)) return; // it is the field's
    if (name !== 'mod+k' && document.querySelector('[role="dialog"][aria-modal="true"]')) return; // what it asks comes first
    const pair = first && event.timeStamp - first.at < patienceMs ? `${first.key} ${name}` : null;
    const found = find(pair) ?? find(name);
    first = found === undefined && actionsNow().some(({ keys }) => keys?.startsWith(`${name} `)) ? { key: name, at: event.timeStamp } : null;
    if (found === undefined) return;
    event.preventDefault();
    if (found.isTypedInto) ahead = { typed: '', until: event.timeStamp + arrivalMs };
    found.run();
  };
  target.addEventListener('keydown', onKey);
  target.addEventListener('focusin', onFocus);
  return () => {
    target.removeEventListener('keydown', onKey);
    target.removeEventListener('focusin', onFocus);
  };
}

/** Puts text where the cursor is, so that React and the editor hear of it. */
function put(text: string): void {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    if (field.selectionStart === null) return; // a kind of field without a cursor
    field.setRangeText(text, field.selectionStart, field.selectionEnd ?? field.selectionStart, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
    return;
  }
  const selection = getSelection();
  if (selection === null || selection.rangeCount === 0) return;
  const words = document.createTextNode(text);
  selection.getRangeAt(0).insertNode(words);
  selection.collapse(words, text.length);
}

function find(keys: string | null): Action | undefined {
  const fitting = actionsNow().filter(action => action.keys === keys);
  return fitting.findLast(({ isFirst }) => isFirst) ?? fitting.at(-1);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Keys as they are written on this machine's keyboard, one by one: `mod+Shift+Enter` -> `Ctrl`, `Shift`, `Enter`. */
export function written(keys: string): string[] {
  return keys.split(/[ +](?=.)/).map(key => (key === 'mod' ? (isApple ? '⌘' : 'Ctrl') : key.length === 1 && /[a-z]/.test(key) ? key.toUpperCase() : key));
}
