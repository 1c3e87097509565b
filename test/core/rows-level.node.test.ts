import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { alerts as ofClient } from '../../core/rows/level.js';
import { alerts as ofHub } from '../../hub/service/level.js';
import { idOf, ME, messageOf, QUESTIONS, settingsOf } from '../contracts/levels.js';

describe('what alerts', () => {
  it('is said by the narrowest level, less pauses and quiet hours: the same by the client and by the hub', () => {
    assert.ok(QUESTIONS.length > 900);
    for (const question of QUESTIONS) {
      const { what, kind = 'direct', notify = 'all', loud, shielded, now = 0, answer } = question;
      const [message, settings, id] = [messageOf(question), settingsOf(question), idOf(question)];
      const row = { id, kind, notify, ...(loud && { loud }), ...(shielded && { shielded }) };
      assert.equal(ofClient(row, message, settings, now, ME), answer, `client: ${what}`);
      const more = { ...(loud && { loud }), ...(shielded && { shielded }) };
      assert.equal(ofHub({ key: id, user: ME, notify, more }, message, settings, now), answer, `hub: ${what}`);
    }
  });

  it('is everything in a space that is named like what objects inherit', () => {
    const settings = { pausedUntil: 0, all: 'all', kinds: {}, spaces: {} } as const;
    for (const space of ['constructor', '__proto__', 'toString']) {
      const row = { id: `channel:${space}/general`, kind: 'channel', notify: 'all' } as const;
      assert.equal(ofClient(row, { counts: true }, settings, 0, ME), 'sound');
      assert.equal(ofHub({ key: row.id, user: ME, notify: 'all' }, { counts: true }, settings, 0), 'sound');
    }
  });

  it('is everything, where nobody has said a word', () => {
    const row = { id: 'group:g', kind: 'group', notify: 'all' } as const;
    assert.equal(ofClient(row, { counts: true }, undefined, 0, ME), 'sound');
  });
});
