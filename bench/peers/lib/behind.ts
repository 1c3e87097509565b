/** The chapter that says where ours is not first, in the words of the workload. */
import type { Results } from './results.js';
import { FLOOR, type Standing, standings } from './standings.js';
import type { Cell, Workload } from './workload.js';

/** Beyond this, what is above the floor wants a reason as well. */
const NEAR = 1.3;

interface Place {
  readonly cell: string;
  readonly words: string;
}

const bestOf = (all: readonly Standing[], kind: string): Standing | undefined =>
  all.find(({ subject, value }) => subject.kind === kind && !Number.isNaN(value));

const times = (value: number): string => `${value.toLocaleString('en', { maximumFractionDigits: 1 })} times`;

/** Undefined where ours is ahead of every peer, and near the floor. */
function placeOf(results: Results, workload: Workload, cell: Cell): Place | undefined {
  const all = standings(results, workload, cell);
  const ours = bestOf(all, 'ours');
  const peer = bestOf(all, 'peers');
  const floor = all.find(({ subject, value }) => subject.name === FLOOR && !Number.isNaN(value));
  if (!ours) return all.length > 0 ? { cell: cell.title, words: 'ours has no figure' } : undefined;
  const ratio = (to: Standing): number => Math.max(ours.value, 1) / Math.max(to.value, 1);
  const words = [
    ...(peer && ratio(peer) > 1
      ? [`${ours.subject.name} takes ${times(ratio(peer))} what ${peer.subject.name} takes`]
      : []),
    ...(floor && ratio(floor) > NEAR ? [`${times(ratio(floor))} the floor`] : []),
  ];
  return words.length > 0 ? { cell: cell.title, words: words.join(', ') } : undefined;
}

export function behindChapter(results: Results, workloads: readonly Workload[]): string[] {
  const parts = workloads.flatMap((workload) => {
    const places = workload.cells.flatMap((cell) => placeOf(results, workload, cell) ?? []);
    if (places.length === 0) return [];
    const lines = places.map(({ cell, words }) => `- ${cell}: ${words}.`);
    return [`**${workload.title}.** ${workload.behind ?? 'No reason is known yet.'}`, '', ...lines, ''];
  });
  if (parts.length === 0) return [];
  const intro = `Every cell in which the better of ours is behind a peer, or takes more than ${NEAR} times what \`${FLOOR}\` takes, and why.`;
  return ['## Where ours is not first', '', intro, '', ...parts];
}
