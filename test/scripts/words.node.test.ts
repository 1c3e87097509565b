// Every notice that the hub writes, and every error that a person can meet, has words in each language.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ImErrorCode } from '../../core/model/errors.js';
import { NOTICES } from '../../hub/protocol/notices.js';
import { messages as ar } from '../../locales/ar.js';
import { messages as en } from '../../locales/en.js';
import { messages as zh } from '../../locales/zh-CN.js';

const LANGUAGES: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, 'zh-CN': zh, ar };

/** The compiler sees to it that none is left out. */
const CODES: Readonly<Record<ImErrorCode | 'contacts-only', true>> = {
  'not-connected': true,
  timeout: true,
  unauthorized: true,
  kicked: true,
  banned: true,
  forbidden: true,
  'not-found': true,
  blocked: true,
  muted: true,
  invalid: true,
  'too-large': true,
  'too-many': true,
  'too-late': true,
  'rejected-content': true,
  conflict: true,
  unsupported: true,
  storage: true,
  aborted: true,
  engine: true,
  // The outbox's own, of what is forbidden.
  'contacts-only': true,
};

const keysOf = (messages: Readonly<Record<string, string>>, prefix: string): string[] =>
  Object.keys(messages).filter((key) => key.startsWith(prefix) && messages[key]?.trim());

for (const [language, messages] of Object.entries(LANGUAGES)) {
  test(`${language}: notices of the hub have words, each its own, and no words are nobody's`, () => {
    const wanted = [...NOTICES, 'unknown'].map((event) => `notice.${event}`);
    assert.deepEqual(keysOf(messages, 'notice.').sort(), wanted.sort());
    assert.equal(new Set(wanted.map((key) => messages[key])).size, wanted.length);
  });

  test(`${language}: errors have words, whatever their code`, () => {
    assert.deepEqual(
      keysOf(messages, 'error.').sort(),
      Object.keys(CODES)
        .map((code) => `error.${code}`)
        .sort(),
    );
  });

  test(`${language}: notices name who did it, or whom it was done to`, () => {
    for (const event of NOTICES) assert.match(messages[`notice.${event}`] ?? '', /\{\{(actor|names)\}\}/, event);
    assert.match(messages['notice.renamed'] ?? '', /\{\{name\}\}/);
  });
}
