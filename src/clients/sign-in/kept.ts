/** Joins the library's token cache with a place that outlives the program. */
import type { ICachePlugin } from '@azure/msal-node'

/** The place: it answers with what was kept for this very tenant, application and cloud, or with nothing. */
export interface KeptTokens {
  read(): Promise<string | undefined>
  /** Keeps it if it can; a place that cannot says so by itself and is no reason for a sign-in to fail. */
  write(tokens: string): Promise<void>
}

/**
 * Reads before the library looks, and writes when it has changed something. The library empties its own memory before
 * it looks, so what a place does not keep is kept here, for as long as the program runs.
 */
export function keptCache(place: KeptTokens): ICachePlugin {
  let latest: string | undefined
  return {
    beforeCacheAccess: async ({ tokenCache }) => {
      const tokens = (await place.read()) ?? latest
      if (tokens !== undefined) tokenCache.deserialize(tokens)
    },
    afterCacheAccess: async ({ tokenCache, cacheHasChanged }) => {
      if (!cacheHasChanged) return
      latest = tokenCache.serialize()
      await place.write(latest)
    },
  }
}
