/** Unpacking of Zstandard whose frames stand one behind the other, as appending and parallel packers leave them. */
import { once } from 'node:events'
import { createZstdDecompress } from 'node:zlib'

type Frame = ReturnType<typeof createZstdDecompress>

/** The bytes of all frames; Node's stream ends silently behind the first. @throws Error of the packing */
export async function* unzstd(chunks: AsyncIterator<Buffer>, chunkSize: number): AsyncGenerator<Buffer> {
  try {
    let next = await chunks.next()
    while (!next.done) {
      const frame = createZstdDecompress({ chunkSize })
      const feeding = feed(frame, next.value, chunks)
      // Its failure comes out of the frame.
      feeding.catch(() => {})
      for await (const bytes of frame) yield bytes as Buffer
      const rest = await feeding
      next = rest.length > 0 ? { done: false, value: rest } : await chunks.next()
    }
  } finally {
    await chunks.return?.()
  }
}

/** Hands bytes to a frame until it takes no more; what it left belongs to the next frame. */
async function feed(frame: Frame, first: Buffer, chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  try {
    let given = 0
    for (let chunk = first; ; ) {
      given += chunk.length
      await written(frame, chunk)
      const left = given - frame.bytesWritten
      if (left > 0) return chunk.subarray(chunk.length - left)
      const next = await chunks.next()
      if (next.done) break
      chunk = next.value
    }
    frame.end()
    return Buffer.alloc(0)
  } catch (error) {
    frame.destroy(error as Error)
    throw error
  }
}

/** Returns when the bytes are unpacked and taken; a frame that nobody reads any more never takes them. */
async function written(frame: Frame, chunk: Buffer): Promise<void> {
  const closed = new AbortController()
  const taken = new Promise<void>((resolve, reject) => {
    frame.write(chunk, (error) => (error ? reject(error) : resolve()))
  })
  try {
    await Promise.race([taken, once(frame, 'close', { signal: closed.signal })])
  } finally {
    closed.abort()
  }
}
