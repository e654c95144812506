import type { WebhookFormat } from '@pulih/contracts'
import type { Outgoing } from '../provider.ts'
import { cutAtWord, linkOf, outageOf } from '../wording.ts'
import { postFor } from './post.ts'

type Message = Pick<Outgoing, 'key' | 'subject' | 'text' | 'language' | 'template'>

const mostLetters = 20_000
/** Slack shows no more of one message, and Teams takes no card of more than 28 kilobytes. */
const mostInChat = 4_000

/** The body of what a webhook gets, in the form that it takes. */
export function bodyFor(format: WebhookFormat, message: Message, at: Temporal.Instant): string {
  switch (format) {
    case 'pulih':
      return JSON.stringify(ours(message, cutAtWord(message.text, mostLetters), at))
    case 'slack':
      return JSON.stringify({ text: slackText(message) })
    case 'teams':
      return JSON.stringify(teamsCard(message))
    case 'x':
    case 'facebook':
    case 'instagram':
      return JSON.stringify({ network: format, ...ours(message, postFor(format, message.text, linkOf(message)), at) })
  }
}

function ours(message: Message, text: string, at: Temporal.Instant): object {
  const { key, subject, language, template } = message
  return { key, kind: template?.kind ?? null, subject, text, language, url: linkOf(message), at: at.toString() }
}

/** Slack reads these three signs as the beginning of something else. https://docs.slack.dev/messaging/formatting-message-text */
function slackText({ subject, text }: Message): string {
  const plain = cutAtWord(`${subject}\n\n${text.trim()}`, mostInChat)
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/**
 * An adaptive card as a workflow of Teams takes it: a flow that posts to a channel when a webhook request is received.
 * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
 */
function teamsCard(message: Message): object {
  const url = linkOf(message)
  const block = (text: string) => ({ type: 'TextBlock', text, wrap: true })
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      { ...block(plainInCard(message.subject)), size: 'medium', weight: 'bolder' },
      ...paragraphsOf(message.text).map(block),
    ],
    ...(url !== null && { actions: [{ type: 'Action.OpenUrl', title: outageOf(message) ?? url, url }] }),
  }
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  }
}

/** A card takes one break of a line for a space. */
function paragraphsOf(text: string): readonly string[] {
  return cutAtWord(text.trim(), mostInChat)
    .split(/\n+/)
    .map(plainInCard)
    .filter(line => line.trim() !== '')
}

/** Cards read a little Markdown: nobody's words become a link that shows another address than it opens. */
function plainInCard(text: string): string {
  return text.replaceAll(/[\\*_[\]]/g, sign => `\\${sign}`)
}
