import type { Hub } from '../../service/types.js';

/** What the host itself counts; the service has its own counts in `stats()`. */
export interface Counters {
  uploads: number;
  uploadBytes: number;
  downloads: number;
  /** WebSocket requests turned away, by reason. */
  readonly turnedAway: Record<string, number>;
  /** Connections ended by the host, by reason: slow, dead, bad frame. */
  readonly ended: Record<string, number>;
}

export const counters = (): Counters => ({ uploads: 0, uploadBytes: 0, downloads: 0, turnedAway: {}, ended: {} });

export const countUp = (of: Record<string, number>, reason: string): void => {
  of[reason] = (of[reason] ?? 0) + 1;
};

type Sample = number | { readonly label: string; readonly values: Readonly<Record<string, number>> };

const escaped = (value: string): string => value.replace(/[\\"\n]/g, (c) => (c === '\n' ? '\\n' : `\\${c}`));

function metric(name: string, type: 'counter' | 'gauge', help: string, sample: Sample): string {
  const lines =
    typeof sample === 'number'
      ? [`${name} ${sample}`]
      : Object.entries(sample.values).map(([key, n]) => `${name}{${sample.label}="${escaped(key)}"} ${n}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines].join('\n');
}

/** Prometheus text, format 0.0.4. Counts only: no ids, names or addresses of people. */
export function prometheus(hub: Hub, count: Counters, startedAt: number): string {
  const stats = hub.stats();
  const by = (label: string, values: Readonly<Record<string, number>>): Sample => ({ label, values });
  return `${[
    metric('im_hub_connections', 'gauge', 'Connections now.', stats.connections),
    metric('im_hub_users', 'gauge', 'Users online now.', stats.users),
    metric('im_hub_messages', 'gauge', 'Messages the hub holds.', stats.messages),
    metric('im_hub_calls_total', 'counter', 'Calls by operation.', by('op', stats.calls)),
    metric('im_hub_errors_total', 'counter', 'Refused or failed calls by code.', by('code', stats.errors)),
    metric('im_hub_uploads_total', 'counter', 'Files taken.', count.uploads),
    metric('im_hub_upload_bytes_total', 'counter', 'Bytes of files taken.', count.uploadBytes),
    metric('im_hub_downloads_total', 'counter', 'Files asked for with a good address.', count.downloads),
    metric('im_hub_turned_away_total', 'counter', 'WebSocket requests turned away.', by('why', count.turnedAway)),
    metric('im_hub_ended_total', 'counter', 'Connections the host ended.', by('why', count.ended)),
    metric('process_resident_memory_bytes', 'gauge', 'Resident memory.', process.memoryUsage.rss()),
    metric('process_start_time_seconds', 'gauge', 'Start of the hub, Unix time.', startedAt / 1000),
  ].join('\n')}\n`;
}
