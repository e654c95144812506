import * as contracts from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { mountOutside } from '../../identity/index.ts'
import { download, mount, problem } from '../../platform/index.ts'
import type { Find } from './announcement.ts'
import { audibleTo } from './ask.ts'
import { readAudio } from './audio-store.ts'

/** What telephone exchanges ask. */
export function voiceRoutes(app: FastifyInstance, find: Find): void {
  // Outside of a transaction: in a storm of calls each would hold one connection while it waits for another.
  mountOutside(app, contracts.announceToCaller, ({ body, platform }) =>
    audibleTo(platform, find, { caller: body.caller, language: body.language ?? null }),
  )

  mount(app, contracts.getVoiceAudio, async ({ params, db, reply }) => {
    const wav = await readAudio(db, params.file.slice(0, -'.wav'.length))
    if (wav === null) throw problem('messaging.audio-unknown', { file: params.file })
    // The same name is always the same sound.
    void reply.header('cache-control', 'public, max-age=31536000, immutable').header('content-length', wav.length)
    return download(params.file, [wav])
  })
}
