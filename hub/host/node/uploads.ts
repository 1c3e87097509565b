import { pipeline } from 'node:stream/promises';
import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WireFile } from '../../protocol/index.js';
import type { Hub } from '../../service/types.js';
import type { Disk } from './disk.js';
import type { Counters } from './metrics.js';
import { formName } from './names.js';
import { refuse } from './refusal.js';
import { HEAD_BYTES, isMarkupByName, sniff } from './sniff.js';

/** More than a form's own words around one file can take: what is left of Content-Length is at least the file. */
const FORM_BYTES = 16 * 1024;
/** How long a refused upload may go on talking before its connection is cut, milliseconds. */
const DRAIN_MS = 3000;

export interface UploadParts {
  readonly hub: Hub;
  readonly disk: Disk;
  readonly count: Counters;
  /** Uploads in one minute from one address. */
  readonly perMinute: number;
}

function bearer(request: FastifyRequest): string {
  const [scheme, token, rest] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest !== undefined) {
    throw refuse('unauthorized', 'Authorization: Bearer <token of media.ticket> is missing', {
      field: 'authorization',
    });
  }
  return token;
}

async function filePart(request: FastifyRequest): Promise<MultipartFile> {
  if (!request.isMultipart()) {
    throw refuse('rejected-content', 'the body is not multipart/form-data', { field: 'content-type' });
  }
  const part = await request.file().catch((error: FastifyError) => {
    // What the parser of forms throws has no status of its own.
    throw error.statusCode ? error : refuse('invalid', 'the form is broken', { field: 'file' });
  });
  if (!part) throw refuse('invalid', 'the form has no file in field "file"', { field: 'file' });
  if (part.fieldname !== 'file') {
    part.file.resume();
    throw refuse('invalid', 'the file is not in field "file"', { field: 'file' });
  }
  return part;
}

/** Copies to disk, keeps the first bytes for sniffing, and stops at the first byte over the limit. */
async function receive(part: MultipartFile, maxBytes: number, write: (chunk: Buffer) => Promise<unknown>) {
  const head: Buffer[] = [];
  let bytes = 0;
  await pipeline(part.file, async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      if (bytes < HEAD_BYTES) head.push(chunk);
      bytes += chunk.byteLength;
      if (bytes > maxBytes) {
        throw refuse('too-large', `the file has more than ${maxBytes} bytes`, { field: 'file', limit: maxBytes });
      }
      await write(chunk);
    }
  });
  if (bytes === 0) throw refuse('invalid', 'the file is empty', { field: 'file' });
  return { bytes, head: Buffer.concat(head).subarray(0, HEAD_BYTES) };
}

async function upload({ hub, disk }: UploadParts, request: FastifyRequest): Promise<WireFile> {
  const ticket = bearer(request);
  const part = await filePart(request);
  // Rejections of a stream that is never read must not end the process.
  part.file.on('error', () => undefined);
  const name = formName(part.filename);
  const least = Number(request.headers['content-length']) - FORM_BYTES;
  const meta = { name, mime: part.mimetype, bytes: least > 0 ? least : undefined };
  const { id, userId, maxBytes } = await hub.files.begin(ticket, meta);
  if (isMarkupByName(name, part.mimetype)) {
    throw refuse('rejected-content', 'web pages and SVG drawings are not taken', { field: 'file' });
  }
  const incoming = await disk.incoming();
  try {
    const { bytes, head } = await receive(part, maxBytes, incoming.write);
    const { mime, refused } = await sniff(head, part.mimetype);
    if (refused) throw refuse('rejected-content', refused, { field: 'file' });
    await incoming.keep(id);
    return await hub.files.finish({ id, userId, name, mime, bytes });
  } catch (error) {
    await incoming.drop();
    await disk.remove(id);
    throw error;
  }
}

/** A browser only reads the answer once it has stopped sending: let it, for a while. */
function drain(request: FastifyRequest, reply: FastifyReply): void {
  const { raw } = request;
  if (raw.readableEnded || raw.destroyed) return;
  reply.header('connection', 'close');
  raw.unpipe();
  raw.resume();
  const timer = setTimeout(() => raw.socket.destroy(), DRAIN_MS);
  raw.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
}

/** `POST /files`: multipart, one file in field `file`, the bearer being the token of `media.ticket`. Answers a WireFile. */
export async function uploads(app: FastifyInstance, parts: UploadParts): Promise<void> {
  await app.register(multipart, {
    limits: { files: 1, fields: 4, parts: 5, fieldSize: 1024, fieldNameSize: 100, fileSize: Number.MAX_SAFE_INTEGER },
  });
  const rateLimit = { max: parts.perMinute, timeWindow: 60_000 };
  app.post('/files', { config: { rateLimit } }, async (request, reply) => {
    try {
      const file = await upload(parts, request);
      parts.count.uploads += 1;
      parts.count.uploadBytes += file.bytes;
      return reply.code(201).send(file);
    } catch (error) {
      drain(request, reply);
      throw error;
    }
  });
}
