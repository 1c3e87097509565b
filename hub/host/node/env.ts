import { SetupError } from './setup-error.js';

/** A port from a flag or a variable. Throws a SetupError that calls it by `name`. */
export function portOf(name: string, value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (!(port <= 65_535)) throw new SetupError(`${name} "${value}" is not a whole number from 0 to 65535`);
  return port;
}

/** A host name or an IP address to bind. Throws a SetupError that calls it by `name`. */
export function hostOf(name: string, value: string): string {
  if (!/^[A-Za-z0-9.:_-]+$/.test(value)) throw new SetupError(`${name} "${value}" is not a host name or an address`);
  return value;
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90s`, `30m`, `1h`, `7d` as milliseconds. Throws a SetupError that calls it by `name`. */
export function durationOf(name: string, value: string): number {
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(value) ?? [];
  const ms = Number(amount) * (UNIT_MS[unit ?? ''] ?? Number.NaN);
  if (!(ms > 0)) throw new SetupError(`${name} "${value}" is not like 90s, 30m, 1h or 7d`);
  return ms;
}

/** Ends the process as a person expects: one line that names the fault and 2 for their fault, 1 for ours. */
export function exitWith(error: unknown, program: string): void {
  const message = error instanceof Error ? error.message : String(error);
  console.error(`${program}: ${message.replace(/\s*\n\s*/g, ' ')}`);
  process.exitCode = error instanceof SetupError ? 2 : 1;
}
