import { MAX_FRAME } from '../protocol/index.js';
import { HubError, invalid } from './errors.js';

export interface CallFrame {
  readonly id: number;
  readonly op: unknown;
  readonly args: unknown;
}

/** A frame that is no call. `id` is 0 where it has none that could be answered. */
export interface BadFrame {
  readonly id: number;
  readonly error: HubError;
}

const bad = (id: number, error: HubError): BadFrame => ({ id, error });

/** Hosts may hand over text as it came: it is read here. */
const parse = (frame: unknown): unknown => {
  if (typeof frame !== 'string') return frame;
  if (frame.length > MAX_FRAME)
    throw new HubError('too-large', 'frame: too long', { field: 'frame', limit: MAX_FRAME });
  try {
    return JSON.parse(frame);
  } catch {
    throw invalid('frame', 'is not JSON');
  }
};

export const readFrame = (raw: unknown): CallFrame | BadFrame => {
  try {
    const frame = parse(raw);
    if (typeof frame !== 'object' || frame === null || Array.isArray(frame)) {
      return bad(0, invalid('frame', 'must be an object'));
    }
    const { id, op, args } = frame as Partial<CallFrame>;
    if (!Number.isSafeInteger(id) || (id as number) < 0) return bad(0, invalid('id', 'must be a whole number'));
    if (typeof op !== 'string') return bad(id as number, invalid('op', 'must be a string'));
    return { id: id as number, op, args };
  } catch (error) {
    return bad(0, error instanceof HubError ? error : invalid('frame', 'cannot be read'));
  }
};
