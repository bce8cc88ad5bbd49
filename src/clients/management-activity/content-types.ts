/** What the Office 365 Management Activity API divides the unified log into (identity.md §f.6). */
export const contentTypes = [
  'Audit.AzureActiveDirectory',
  'Audit.Exchange',
  'Audit.SharePoint',
  'Audit.General',
  'DLP.All',
] as const
export type ContentType = (typeof contentTypes)[number]

/** True for a text that names one of them, as the service writes it. */
export function isContentType(text: unknown): text is ContentType {
  return contentTypes.some((name) => name === text)
}
