import type { Assessment } from '#model/assessment.ts'

export interface RenderOptions {
  /** False where NO_COLOR is set or the reader is no terminal. Formats without colour ignore it. */
  readonly colour: boolean
  /** Columns to write for. Formats without lines ignore it. */
  readonly width: number
}

/** One format an assessment can be written in. It reads the assessment and nothing else. */
export interface Report {
  /** What a person types after `--format`. */
  readonly format: string
  /** Of a file, with the dot. */
  readonly extension: string
  readonly mediaType: string
  render(assessment: Assessment, options: RenderOptions): string
}

/**
 * Declares a format.
 *
 * @example
 * export const json = defineReport({ format: 'json', extension: '.json', mediaType: 'application/json', render })
 */
export function defineReport(report: Report): Report {
  return Object.freeze(report)
}
