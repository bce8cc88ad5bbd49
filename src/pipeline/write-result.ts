/** Writes a result to a file that people asked for. */
import { resolve } from 'node:path'
import { writeWhole } from '#store/files.ts'

/** The whole text or nothing. @throws KeywardError `data-unwritable` */
export function writeResult(path: string, text: string): Promise<void> {
  return writeWhole(resolve(path), text)
}

/** As `writeResult`, piece by piece. @throws KeywardError `data-unwritable` */
export function writePieces(path: string, pieces: Iterable<string>): Promise<void> {
  return writeWhole(resolve(path), pieces)
}
