import type { Language } from '@pulih/kernel'
import type { NoticeKind } from './statement.ts'

/** A text that Meta looks at before anybody gets it, with `{{names}}` for facts. It neither begins nor ends with one, as Meta asks. */
interface Template {
  /** Of our facts, in the order in which they go along. */
  readonly facts: readonly string[]
  readonly text: Readonly<Record<Language, string>>
}

const templates: Readonly<Record<NoticeKind, Template>> = {
  first: {
    facts: ['sender', 'since', 'number', 'etr', 'url'],
    text: {
      en: 'Good day, this is {{sender}}. There is an outage or a disturbance of the service since {{since}}. Its number is {{number}}. We expect it to end by: {{etr}}. The latest news: {{url}} To get no more of these messages, answer STOP.',
      id: 'Yth. Pelanggan, kami dari {{sender}}. Layanan mengalami gangguan sejak {{since}}. Nomor gangguan: {{number}}. Perkiraan pulih paling lambat: {{etr}}. Kabar terbaru: {{url}} Untuk berhenti menerima pesan ini, balas STOP.',
      pl: 'Dzień dobry, tu {{sender}}. Od {{since}} trwa awaria lub zakłócenie usługi. Jej numer to {{number}}. Przewidywany termin usunięcia: {{etr}}. Bieżące informacje: {{url}} Aby nie otrzymywać tych wiadomości, prosimy odpowiedzieć STOP.',
    },
  },
  update: {
    facts: ['sender', 'number', 'words', 'url'],
    text: {
      en: 'Good day, this is {{sender}} with news of outage {{number}}: {{words}} All there is to know: {{url}} Thank you for your patience.',
      id: 'Yth. Pelanggan, kami dari {{sender}} dengan kabar tentang gangguan {{number}}: {{words}} Selengkapnya: {{url}} Terima kasih atas kesabaran Anda.',
      pl: 'Dzień dobry, tu {{sender}}, nowe informacje o awarii {{number}}: {{words}} Więcej: {{url}} Dziękujemy za cierpliwość.',
    },
  },
  etr: {
    facts: ['sender', 'number', 'etr', 'url'],
    text: {
      en: 'Good day, this is {{sender}}. Our estimate for outage {{number}} has changed. We now expect it to end by: {{etr}}. The latest news: {{url}} Thank you for your patience.',
      id: 'Yth. Pelanggan, kami dari {{sender}}. Perkiraan untuk gangguan {{number}} berubah. Kini diperkirakan pulih paling lambat: {{etr}}. Kabar terbaru: {{url}} Terima kasih atas kesabaran Anda.',
      pl: 'Dzień dobry, tu {{sender}}. Zmienił się przewidywany termin usunięcia awarii {{number}}. Nowy termin: {{etr}}. Bieżące informacje: {{url}} Dziękujemy za cierpliwość.',
    },
  },
  restored: {
    facts: ['sender', 'number', 'restoredAt', 'length', 'url'],
    text: {
      en: 'Good day, this is {{sender}}. Outage {{number}} is over: it works again since {{restoredAt}}, after {{length}}. What follows from it: {{url}} We are sorry for the trouble. If it does not work for you, please tell us.',
      id: 'Yth. Pelanggan, kami dari {{sender}}. Gangguan {{number}} telah selesai: layanan berfungsi kembali sejak {{restoredAt}}, setelah {{length}}. Selengkapnya: {{url}} Mohon maaf. Jika layanan Anda belum berfungsi, beri tahu kami.',
      pl: 'Dzień dobry, tu {{sender}}. Awaria {{number}} została usunięta: od {{restoredAt}} wszystko znów działa, po przerwie trwającej {{length}}. Więcej: {{url}} Przepraszamy. Jeśli u Państwa nadal nie działa, prosimy o wiadomość.',
    },
  },
  reopened: {
    facts: ['sender', 'number', 'etr', 'url'],
    text: {
      en: 'Good day, this is {{sender}}. Outage {{number}} is not over after all: the service does not work again. We expect it to end by: {{etr}}. The latest news: {{url}} We are sorry.',
      id: 'Yth. Pelanggan, kami dari {{sender}}. Gangguan {{number}} ternyata belum selesai: layanan kembali tidak berfungsi. Perkiraan pulih paling lambat: {{etr}}. Kabar terbaru: {{url}} Mohon maaf.',
      pl: 'Dzień dobry, tu {{sender}}. Awaria {{number}} jednak trwa: usługa znów nie działa. Przewidywany termin usunięcia: {{etr}}. Bieżące informacje: {{url}} Przepraszamy.',
    },
  },
  // True of an outage that was none, and of planned work that does not take place.
  retracted: {
    facts: ['sender', 'number', 'since'],
    text: {
      en: 'Good day, this is {{sender}}. Our message {{number}} about {{since}} does not hold any more: your service is not concerned. We apologise.',
      id: 'Yth. Pelanggan, kami dari {{sender}}. Pesan kami {{number}} tentang {{since}} tidak berlaku lagi: layanan Anda tidak terdampak. Mohon maaf.',
      pl: 'Dzień dobry, tu {{sender}}. Nasza wiadomość {{number}} dotycząca {{since}} jest nieaktualna: Państwa usługi ona nie dotyczy. Przepraszamy.',
    },
  },
  planned: {
    facts: ['sender', 'number', 'since', 'until', 'url'],
    text: {
      en: 'Good day, this is {{sender}}. We plan work on the network, number {{number}}, from {{since}} to {{until}}. The service may not work then. More: {{url}} To get no more of these messages, answer STOP.',
      id: 'Yth. Pelanggan, kami dari {{sender}}. Akan ada pekerjaan terencana pada jaringan, nomor {{number}}, dari {{since}} sampai {{until}}. Layanan mungkin tidak berfungsi pada waktu itu. Selengkapnya: {{url}} Untuk berhenti menerima pesan ini, balas STOP.',
      pl: 'Dzień dobry, tu {{sender}}. Planujemy prace w sieci, numer {{number}}, od {{since}} do {{until}}. W tym czasie usługa może nie działać. Więcej: {{url}} Aby nie otrzymywać tych wiadomości, prosimy odpowiedzieć STOP.',
    },
  },
  reminder: {
    facts: ['sender', 'number', 'since', 'until', 'url'],
    text: {
      en: 'Good day, this is {{sender}} with a reminder of our planned work, number {{number}}, from {{since}} to {{until}}. The service may not work then. More: {{url}} Thank you for your understanding.',
      id: 'Yth. Pelanggan, kami dari {{sender}} mengingatkan tentang pekerjaan terencana, nomor {{number}}, dari {{since}} sampai {{until}}. Layanan mungkin tidak berfungsi pada waktu itu. Selengkapnya: {{url}} Terima kasih atas pengertian Anda.',
      pl: 'Dzień dobry, tu {{sender}}. Przypominamy o planowanych pracach w sieci, numer {{number}}, od {{since}} do {{until}}. W tym czasie usługa może nie działać. Więcej: {{url}} Dziękujemy za wyrozumiałość.',
    },
  },
  credit: {
    facts: ['sender', 'amount', 'number', 'reason', 'url'],
    text: {
      en: 'Good day, this is {{sender}}. You get {{amount}} for outage {{number}}. {{reason}} How it was worked out: {{url}} Thank you for your patience.',
      id: 'Yth. Pelanggan, kami dari {{sender}}. Anda menerima {{amount}} untuk gangguan {{number}}. {{reason}} Cara perhitungannya: {{url}} Terima kasih atas kesabaran Anda.',
      pl: 'Dzień dobry, tu {{sender}}. Otrzymują Państwo {{amount}} za awarię {{number}}. {{reason}} Sposób wyliczenia: {{url}} Dziękujemy za cierpliwość.',
    },
  },
}

/** What Meta calls it. */
export function whatsappTemplateName(prefix: string, kind: NoticeKind): string {
  return `${prefix}_${kind}`
}

/** The text as it is shown to Meta for approval, with the names that facts have there. */
export function whatsappTemplateText(kind: NoticeKind, language: Language): string {
  return templates[kind].text[language].replaceAll(/\{\{(\w+)\}\}/g, (_, fact: string) => `{{${parameterName(fact)}}}`)
}

export interface FilledTemplate {
  /** In the order of the template, by the names that they have there. */
  readonly parameters: readonly { readonly name: string; readonly text: string }[]
  /** Facts that it cannot be sent without. */
  readonly missing: readonly string[]
}

/** What goes along with the name of a template. */
export function fillWhatsappTemplate(
  kind: NoticeKind,
  language: Language,
  facts: Readonly<Record<string, string>>,
): FilledTemplate {
  const values = templates[kind].facts.map(fact => ({
    fact,
    text: factText(facts[fact]) ?? (fact === 'etr' ? unknownEtr[language] : null),
  }))
  return {
    parameters: values.flatMap(({ fact, text }) => (text === null ? [] : [{ name: parameterName(fact), text }])),
    missing: values.filter(({ text }) => text === null).map(({ fact }) => fact),
  }
}

/** Meta wants small letters: `restoredAt` is `restored_at` there. */
function parameterName(fact: string): string {
  return fact.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}

/** A whole message may have 1,024 characters. */
const longest = 500

/** Meta refuses lines, tabs and rows of blanks in what is filled in, and nothing at all. */
function factText(fact: string | undefined): string | null {
  const text = (fact ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, longest).toWellFormed()
  return text === '' ? null : text
}

/** That nobody knows how long it takes is told, too. */
const unknownEtr: Readonly<Record<Language, string>> = {
  en: 'not known yet',
  id: 'belum diketahui',
  pl: 'jeszcze nieznany',
}
