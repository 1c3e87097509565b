import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Ours, readAdded, rewriteAdded, writeAdded } from '../../../engines/tencent/content/ours.js';
import { lastOf, orderOf, readMessage } from '../../../engines/tencent/messages.js';
import { withContent } from '../../../engines/tencent/rewriting.js';
import { readRow } from '../../../engines/tencent/rows.js';
import type { SdkConversation, SdkMessage } from '../../../engines/tencent/sdk.js';

const MADE = 1_700_000_000;
const NOW = (MADE + 100) * 1000;
const FIRST = `144115-${MADE}-77`;
const WHOLE = { kind: 'location', latitude: 1, longitude: 2, zoom: 4 };
const EDIT = { at: MADE * 1000 + 900, by: 'ann' };
const OURS: Ours = {
  ...{ c: 'client-1', m: FIRST, t: MADE * 1000 + 250, w: WHOLE, d: 'words', u: ['bob'], n: ['bob'], e: EDIT },
  silent: 1,
  unlisted: 1,
};
const custom = writeAdded({ im: OURS });

const sent = (more: Partial<SdkMessage> = {}): SdkMessage => ({
  ...{ ID: FIRST, conversationID: 'C2Cbob', conversationType: 'C2C', from: 'ann', to: 'bob', flow: 'out' },
  ...{ time: MADE, sequence: 5, random: 77, type: 'TIMLocationElem' },
  ...{ payload: { description: '', latitude: 1, longitude: 2 }, cloudCustomData: custom },
  ...more,
});
/** What the SDK's `createForwardMessage` makes of it. */
const sentOn = (more: Partial<SdkMessage> = {}): SdkMessage =>
  sent({ ID: `144115-${MADE + 60}-78`, time: MADE + 60, sequence: 6, random: 78, ...more });
const row = (lastTime: number, cloudCustomData = custom): SdkConversation => ({
  ...{ conversationID: 'C2Cbob', type: 'C2C', unreadCount: 0 },
  lastMessage: {
    ...{ lastTime, lastSequence: 5, fromAccount: 'ann', type: 'TIMTextElem', payload: { text: 'hello' } },
    cloudCustomData,
  },
});

describe('a message of ours that a client of the vendor’s sends on, with a copy of what we added', () => {
  it('is another message with the same content', () => {
    const copy = readMessage(sentOn(), 'ann', NOW);
    assert.deepEqual(
      [copy?.serverId, copy?.content, copy?.data],
      [`144115-${MADE + 60}-78`, WHOLE, 'words'],
      'its content',
    );
    const { clientId, audience, edited, mentions, silent, unlisted } = copy ?? {};
    assert.deepEqual(
      { clientId, audience, edited, mentions, silent, unlisted },
      {
        ...{ clientId: undefined, audience: undefined, edited: undefined },
        ...{ mentions: undefined, silent: undefined, unlisted: undefined },
      },
    );
    const within = sentOn({ time: MADE, ID: `144115-${MADE}-78` });
    assert.match(orderOf(within).tie, /^000 /, 'its place in the second');
  });

  it('says all of itself where it is the one that was sent, also in a group and when it was changed', () => {
    const group = { conversationID: 'GROUPtea', conversationType: 'GROUP', to: 'tea' };
    for (const one of [sent(), sent(group), sent({ isModified: true, version: 3 })]) {
      const { clientId, audience, edited, mentions, silent, unlisted, content } = readMessage(one, 'ann', NOW) ?? {};
      assert.deepEqual(
        [clientId, audience, edited, mentions, silent, unlisted, content],
        ['client-1', ['bob'], EDIT, { users: ['bob'] }, true, true, WHOLE],
      );
    }
    assert.match(orderOf(sent()).tie, /^250 /);
    const others = writeAdded({ im: { e: EDIT, silent: 1 } });
    assert.deepEqual(readMessage(sent({ cloudCustomData: others }), 'ann', NOW)?.edited, EDIT, 'names none');
  });

  it('has an edit of its own', () => {
    const e = { at: (MADE + 70) * 1000, by: 'ann' };
    const next = withContent(sentOn(), { ...WHOLE, zoom: 7 }, { e });
    const read = readMessage(next, 'ann', NOW);
    assert.deepEqual([read?.edited, read?.clientId, read?.audience], [e, undefined, undefined]);
    assert.deepEqual(read?.content, { ...WHOLE, zoom: 7 });
    const again = withContent(sent(), WHOLE, { e });
    assert.deepEqual(
      [readMessage(again, 'ann', NOW)?.clientId, readMessage(again, 'ann', NOW)?.edited],
      ['client-1', e],
    );
    const plain = rewriteAdded('1-2-3', '{"site":1}', { e });
    assert.deepEqual([JSON.parse(plain).site, readAdded(plain).im.m], [1, '1-2-3'], 'of another client');
  });
});

describe('the last message of a row, which has no id there', () => {
  it('is the one that was made then', () => {
    for (const later of [0, 2, -1]) {
      const last = lastOf(row(MADE + later), 'ann', NOW);
      assert.deepEqual([last?.serverId, last?.clientId], [FIRST, 'client-1'], `${later} seconds later`);
    }
    assert.equal(readRow(row(MADE), 'ann', 0, NOW)?.activity, OURS.t);
  });

  it('is looked up where it was made at another time than it names', () => {
    for (const later of [60, -60]) {
      assert.equal(lastOf(row(MADE + later), 'ann', NOW), undefined, `${later} seconds later`);
      assert.equal(readRow(row(MADE + later), 'ann', 0, NOW)?.activity, (MADE + later) * 1000);
    }
    assert.equal(lastOf(row(MADE, writeAdded({ im: { m: 'no id' } })), 'ann', NOW), undefined);
    assert.equal(lastOf(row(MADE, ''), 'ann', NOW), undefined);
  });

  it('is a line of the service’s by its place', () => {
    const { lastMessage } = row(MADE, '');
    const payload = { operationType: 1, userIDList: ['eve'], operatorID: 'ann' };
    const tip = { ...lastMessage, type: 'TIMGroupTipElem', payload };
    const last = lastOf({ conversationID: 'GROUPtea', type: 'GROUP', unreadCount: 0, lastMessage: tip }, 'ann', NOW);
    assert.equal(last?.serverId, 'tip-5-tea');
  });
});
