import { pageHub, pageToken } from '../../../../hub/host/page/index.js';
import { PEOPLE } from '../../page/data.js';
import { BUSY } from './_busy.js';
import { ours } from './_ours.js';
import type { Files, Speakers } from './_talk.js';

const people = PEOPLE.map(({ id, name, avatar }) => ({ id, name, avatar: new URL(avatar, location.href).href }));
const NAME = 'bench';
const hub = pageHub({
  name: NAME,
  people,
  options: BUSY,
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
  inOrder: true,
  tokenOf: pageToken,
  files,
  async seed(speakers, plan) {
    const pictures = await files(speakers);
    await hub.close();
    const { fillPageHub } = await import('./_page-seed.js');
    await fillPageHub(NAME, people, plan, pictures);
  },
});
