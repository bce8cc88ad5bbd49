/** Renders an assessment in one of the catalogue's formats. */
import type { Assessment } from '#model/assessment.ts'
import { KeywardError } from '#model/errors.ts'
import { allReports } from '#reports/reports.generated.ts'

export interface RenderOptions {
  readonly colour: boolean
  /** Columns of the terminal. */
  readonly width: number
}

/** The formats there are. */
export const reportFormats: readonly string[] = allReports.map(({ format }) => format)

/** The report as text. @throws KeywardError `option-invalid` for an unknown format */
export function render(assessment: Assessment, format: string, options: RenderOptions): string {
  const report = allReports.find((one) => one.format === format)
  if (!report) {
    const how = `Choose one of ${reportFormats.join(', ')}.`
    throw new KeywardError('option-invalid', {
      option: '--format',
      why: `no report is called ${format}`,
      how,
    })
  }
  return report.render(assessment, options)
}
