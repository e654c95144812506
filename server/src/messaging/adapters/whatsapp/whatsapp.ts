import { fillWhatsappTemplate, whatsappTemplateName } from '@pulih/notices'
import type { Adapter, Outside, SettingsOf } from '../adapter.ts'
import type { HandOver, Outgoing, Provider } from '../provider.ts'
import { cutAtWord } from '../wording.ts'
import { door } from './door.ts'
import { normalise } from './normalise.ts'
import { outcomeOf, type Outcome } from './outcome.ts'

type Settings = SettingsOf<'whatsapp'>

export const whatsapp: Adapter<Settings> = {
  brings: 'whatsapp',
  secretsOf: ({ token, appSecret, verifyToken }) => [token, appSecret, verifyToken],
  open: (settings, outside) => cloud(settings, outside.secret(settings.token), outside),
  door,
  normalise,
}

/**
 * Meta's Cloud API. Who wrote to us within a day is answered freely; everybody else gets only what Meta has approved before. It knows no
 * keys, but brings ours back with each receipt, which settles a doubt where there was one.
 */
function cloud(settings: Settings, token: string, { exchange, now }: Pick<Outside, 'exchange' | 'now'>): Provider {
  let trouble: string | null = null

  const post = async (message: Outgoing, to: Readonly<Record<string, string>>, content: object): Promise<Outcome> => {
    const answer = await exchange({
      method: 'POST',
      url: `${settings.url.replace(/\/+$/, '')}/${settings.phoneNumberId}/messages`,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        ...to,
        ...content,
        biz_opaque_callback_data: message.key,
      }),
    })
    const outcome = outcomeOf(answer, now())
    trouble = outcome.about === 'ours' && 'reason' in outcome.handOver ? outcome.handOver.reason : null
    return outcome
  }

  return {
    isIdempotent: false,
    async handOver(message) {
      const to = readerOf(message.to)
      if (to === null) return refused('it is no number of WhatsApp')
      if (isInConversation(message, now())) {
        const { handOver, about } = await post(message, to, freeText(message))
        // The conversation ended a moment before ours did. It was certainly not sent, so that the template may follow at once.
        if (about !== 'closed') return handOver
      }
      if (message.template === null && message.code && settings.codeTemplate)
        return (await post(message, to, codeIn(settings.codeTemplate, message.language, message.code))).handOver
      if (message.template === null)
        return refused('he has not written within a day, and there is no approved text for it')
      const { kind, facts } = message.template
      const { parameters, missing } = fillWhatsappTemplate(kind, message.language, facts)
      if (missing.length > 0) return refused(`the approved text needs ${missing.join(', ')}, which is not there`)
      const content = {
        type: 'template',
        template: {
          name: whatsappTemplateName(settings.templatePrefix, kind),
          language: { code: message.language },
          components: [
            {
              type: 'body',
              parameters: parameters.map(({ name, text }) => ({ type: 'text', parameter_name: name, text })),
            },
          ],
        },
      }
      return (await post(message, to, content)).handOver
    },
    health: () => trouble,
    close: () => Promise.resolve(),
  }
}

const longestText = 4_096

function freeText({ text }: Outgoing): object {
  return {
    type: 'text',
    text: { preview_url: false, body: cutAtWord(text.trim(), longestText, ({ length }) => length) },
  }
}

/** An authentication template has the code in its words, and once more for the button that copies it. */
function codeIn(name: string, language: string, code: string): object {
  const parameters = [{ type: 'text', text: code }]
  return {
    type: 'template',
    template: {
      name,
      language: { code: language },
      components: [
        { type: 'body', parameters },
        { type: 'button', sub_type: 'url', index: '0', parameters },
      ],
    },
  }
}

function isInConversation({ conversationUntil }: Outgoing, now: Temporal.Instant): boolean {
  return conversationUntil !== null && Temporal.Instant.compare(now, conversationUntil) < 0
}

/** A number with its country, or what WhatsApp calls somebody who shows none. */
function readerOf(address: string): Readonly<Record<string, string>> | null {
  if (/^[A-Z]{2}\.[A-Za-z0-9.]{1,128}$/.test(address)) return { recipient: address }
  const digits = address.replaceAll(/[\s().-]/g, '').replace(/^(\+|00)/, '')
  return /^[1-9]\d{7,14}$/.test(digits) ? { to: digits } : null
}

function refused(reason: string): HandOver {
  return { kind: 'refused', isFinal: true, reason }
}
