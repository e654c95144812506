import { createHash } from 'node:crypto'
import { languages, type Language } from '@pulih/kernel'
import { wordsFor, type NoticeKind, type Statement } from '@pulih/notices'

/**
 * What somebody in a language learns from a statement, as a digest: two that are alike have nothing new to say. The next word counts
 * where it is all that can be said of the end, and in an update, which always says it.
 */
export function contentOf(kind: NoticeKind, statement: Statement, language: Language): string {
  const { extent, etr, nextUpdateBy, cause, area, restoredAt, until, since } = statement
  const said =
    kind === 'first' || kind === 'update' || kind === 'etr'
      ? [
          extent,
          etr,
          etr === null || kind === 'update' ? nextUpdateBy : null,
          wordsFor(statement, language),
          cause[language],
          area[language],
        ]
      : [kind, since, until, restoredAt]
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 16)
}

/** The same in each language. */
export function contentsOf(kind: NoticeKind, statement: Statement): Readonly<Record<Language, string>> {
  const [en = '', id = '', pl = ''] = languages.map(language => contentOf(kind, statement, language))
  return { en, id, pl }
}

/** The moment of an end, which may lie a little ahead; of anything else now. */
export function endOf({ restoredAt }: Pick<Statement, 'restoredAt'>, now: Temporal.Instant): Temporal.Instant {
  return restoredAt === null ? now : Temporal.Instant.from(restoredAt)
}
