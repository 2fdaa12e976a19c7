// The pieces of a resumable upload: what is still to send after `received` bytes, in pieces of at most `size`.

export interface Chunk {
  from: number;
  to: number;
}

export const chunk_bytes = 8 * 1024 * 1024;

export function next_chunk(received: number, total: number, size: number = chunk_bytes): Chunk | null {
  if (received >= total) return null;
  return { from: received, to: Math.min(received + size, total) };
}

// RFC 9110, 14.4: both ends inclusive.
export function content_range(chunk: Chunk, total: number): string {
  return `bytes ${chunk.from}-${chunk.to - 1}/${total}`;
}
