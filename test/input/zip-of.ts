/** Writes a .zip, byte by byte, so that tests can also write one that lies. */
import { deflateRawSync } from 'node:zlib'

interface Lie {
  readonly packed: Buffer
  /** The unpacked size that the archive claims. */
  readonly declared: number
}

/** An archive of these files; `lies` replaces what an entry holds and claims. */
export function zipOf(
  files: Readonly<Record<string, string>>,
  lies: Readonly<Record<string, Lie>> = {},
): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const bytes = Buffer.from(text)
    const { packed, declared } = lies[name] ?? { packed: deflateRawSync(bytes), declared: bytes.length }
    const entry = { name: Buffer.from(name), crc: crc32(bytes), packed, declared }
    const local = Buffer.concat([header(0x04034b50, entry), entry.name, packed])
    directory.push(Buffer.concat([header(0x02014b50, entry, offset), entry.name]))
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  return Buffer.concat([...parts, central, end(directory.length, central.length, offset)])
}

interface Entry {
  readonly name: Buffer
  readonly crc: number
  readonly packed: Buffer
  readonly declared: number
}

/** The local header, or with `offset` the central one. */
function header(signature: number, { name, crc, packed, declared }: Entry, offset?: number): Buffer {
  const central = offset !== undefined
  const bytes = Buffer.alloc(central ? 46 : 30)
  const at = central ? 2 : 0
  bytes.writeUInt32LE(signature, 0)
  if (central) bytes.writeUInt16LE(20, 4)
  bytes.writeUInt16LE(20, 4 + at)
  bytes.writeUInt16LE(8, 8 + at)
  bytes.writeUInt32LE(crc, 14 + at)
  bytes.writeUInt32LE(packed.length, 18 + at)
  bytes.writeUInt32LE(declared, 22 + at)
  bytes.writeUInt16LE(name.length, 26 + at)
  if (central) bytes.writeUInt32LE(offset, 42)
  return bytes
}

function end(entries: number, size: number, offset: number): Buffer {
  const bytes = Buffer.alloc(22)
  bytes.writeUInt32LE(0x06054b50, 0)
  bytes.writeUInt16LE(entries, 8)
  bytes.writeUInt16LE(entries, 10)
  bytes.writeUInt32LE(size, 12)
  bytes.writeUInt32LE(offset, 16)
  return bytes
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
