import { importLogs } from '#pipeline/logs/import.ts'
import { tenantToImportInto } from '#pipeline/logs/log-tenant.ts'
import { openSession } from '#pipeline/session.ts'
import { defineCommand } from '../../command.ts'
import { dataFolder } from '../../context.ts'
import { importProgress } from '../../logs/import-progress.ts'
import { importText } from '../../logs/import-text.ts'
import { dataOption, formatOption } from '../../options.ts'
import { print } from '../../output.ts'

export const importCommand = defineCommand({
  name: 'logs import',
  summary: 'read exports of logs, of every shape that Microsoft and its portals write',
  description:
    'Reads exports into the store of logs: answers of Microsoft Graph, diagnostic settings, Log Analytics, Purview searches and AuditData, Azure activity, downloads from the portals; plain, .gz, .zst, .zip or .7z; files, or folders with all that is in them. What a file is, is told by its content. Every event is kept once, however often and in whatever order it comes; a row that was cut off is kept with what can be read of it, and named.',
  arguments: [{ name: '<path...>', description: 'files and folders' }],
  options: [
    { flags: '--tenant <id>', description: 'whose logs they are (default: the only tenant, else "local")' },
    formatOption(['text', 'json']),
    dataOption,
  ],
  examples: [
    { line: 'keyward logs import AuditLog_2026-11-01.csv', does: 'a download of Purview' },
    { line: 'keyward logs import insights-logs-signinlogs/', does: 'a container of diagnostic settings' },
    { line: 'keyward logs import export.zip --format json', does: 'what was read, for machines' },
  ],
  async run(context, values, paths) {
    const { stdout, env, signal } = context
    const session = await openSession(dataFolder(values['data'], env))
    const progress = importProgress(context)
    try {
      const tenant = await tenantToImportInto(session, values['tenant'] as string | undefined)
      const summary = await importLogs({ paths, store: tenant.logs, signal, progress: progress.show })
      progress.stop()
      await print(
        stdout,
        values['format'] === 'json' ? `${JSON.stringify(summary, null, 2)}\n` : importText(summary),
      )
      return 0
    } finally {
      progress.stop()
      await session.close()
    }
  },
})
