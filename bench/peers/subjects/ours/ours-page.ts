import { pageHub, pageToken } from '../../../../hub/host/page/index.js';
import { conversations, messages, PEOPLE } from '../../page/data.js';
import { ours } from './_ours.js';
import type { Files, Speakers } from './_talk.js';

const PLENTY = 1e6;
const people = PEOPLE.map(({ id, name, avatar }) => ({ id, name, avatar: new URL(avatar, location.href).href }));
const hub = pageHub({
  name: 'bench',
  people,
  // Others say more in a second than a hub would let people.
  options: {
    rates: { callsPerSecond: PLENTY, visitorsPerMinute: PLENTY },
    limits: { sendsPerSecond: PLENTY },
    ownedGroups: PLENTY,
  },
});
const KEPT = 'picture ids';

async function files(speakers: Speakers): Promise<Files> {
  const kept = localStorage.getItem(KEPT);
  if (kept) return JSON.parse(kept);
  const { uploadPictures } = await import('./_talk.js');
  const files = await uploadPictures(speakers, location.origin);
  localStorage.setItem(KEPT, JSON.stringify(files));
  return files;
}

ours({
  note: 'the elements and a client on a hub in the same page, which keeps everything in IndexedDB',
  port: hub.open,
  tokenOf: pageToken,
  files,
  async seed(speakers, { open, lists }) {
    const { fill, fillList, groupOf } = await import('./_talk.js');
    const ids = await files(speakers);
    for (const count of open) await fill(speakers, groupOf(count), messages(count), ids);
    for (const count of lists) await fillList(speakers, conversations(count));
  },
});
