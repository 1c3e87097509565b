const FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'];
const PLURAL = new RegExp(`^(.+)_(${FORMS.join('|')})$`);

const placeholders = (text) =>
  [...new Set([...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map((m) => m[1]))].sort().join(' ');

/** A flat record as `{key: {form: text}}`; a key without plural forms has the one form ''. */
function grouped(messages) {
  const keys = new Map();
  for (const [key, text] of Object.entries(messages)) {
    const [, base, form] = key.match(PLURAL) ?? [null, key, ''];
    if (!keys.has(base)) keys.set(base, {});
    keys.get(base)[form] = text;
  }
  return keys;
}

/**
 * Compares `messages` of `language` (a BCP 47 tag) with those of the reference language; returns sentences.
 * Keys and placeholders must be the same; plural forms must be those that the language has, no more and no fewer.
 */
export function localeFaults(language, messages, reference) {
  const faults = [];
  const own = grouped(messages);
  const wanted = grouped(reference);
  for (const key of wanted.keys()) if (!own.has(key)) faults.push(`${language}: ${key} is missing`);
  for (const key of own.keys()) if (!wanted.has(key)) faults.push(`${language}: ${key} is in no other language`);
  for (const [key, texts] of own) {
    faults.push(...textFaults(language, key, texts));
    if (wanted.has(key)) faults.push(...formFaults(language, key, texts, wanted.get(key)));
  }
  return faults;
}

function textFaults(language, key, texts) {
  return Object.entries(texts)
    .filter(([, text]) => typeof text !== 'string' || text.trim() === '')
    .map(([form]) => `${language}: ${form ? `${key}_${form}` : key} is not a text`);
}

function formFaults(language, key, texts, reference) {
  const faults = [];
  const plural = Object.keys(reference).some((form) => form !== '');
  const needed = plural ? new Intl.PluralRules(language).resolvedOptions().pluralCategories : [''];
  for (const form of needed) if (!(form in texts)) faults.push(`${language}: ${name(key, form)} is missing`);
  for (const form of Object.keys(texts)) {
    if (!needed.includes(form)) faults.push(`${language}: ${name(key, form)} is a form that the language has not`);
  }
  const expected = placeholders(String(reference.other ?? reference['']));
  for (const [form, text] of Object.entries(texts)) {
    const found = placeholders(String(text));
    // "one message" needs no number, in a form that stands for a single number.
    const exact = ['zero', 'one', 'two'].includes(form);
    if (found !== expected && !(exact && found === expected.replace(/(^| )count\b/, '').trim())) {
      faults.push(`${language}: ${name(key, form)} has the placeholders "${found}", not "${expected}"`);
    }
  }
  return faults;
}

const name = (key, form) => (form ? `${key}_${form}` : key);
