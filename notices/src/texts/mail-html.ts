import type { Language } from '@pulih/kernel'

interface Link {
  readonly says: string
  readonly url: string
}

/** Everything that a mail shows, in plain letters. */
export interface MailFace {
  readonly language: Language
  readonly subject: string
  readonly sender: string
  readonly accent: string
  readonly greeting: string
  readonly lead: string
  readonly rest: readonly string[]
  readonly closing: string
  readonly why: string
  readonly open: Link
  readonly stop: Link | null
}

/**
 * A mail as a page of one column. Mail programs know little: styles stand at the elements, because some throw the head away, and the head
 * holds only what is dispensable, the colours for the dark. Nothing is loaded from anywhere, so that nobody learns who opened it when.
 */
export function mailHtml(face: MailFace): string {
  const accent = /^#[0-9a-f]{6}$/i.test(face.accent) ? face.accent : '#2d4356'
  const paragraphs = [
    paragraph('says', 'font-size:16px', face.greeting),
    paragraph('lead', 'font-size:18px;font-weight:bold', face.lead),
    ...face.rest.map(sentence => paragraph('says', 'font-size:16px', sentence)),
    button(face.open, accent),
    paragraph('says', 'font-size:16px', face.closing),
  ]
  return `<!doctype html>
<html lang="${face.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no">
<title>${escaped(face.subject)}</title>
<style>${darkness}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f2f4f6;color:#1c2329;-webkit-text-size-adjust:100%">
${preview(face.lead)}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;border-collapse:separate;background:#ffffff;border:1px solid #dde2e6;border-radius:8px;text-align:left;font-family:${fonts}">
<tr><td style="padding:16px 24px;background:${accent};color:${inkOn(accent)};border-radius:7px 7px 0 0;font-size:18px;line-height:1.3;font-weight:bold;overflow-wrap:anywhere">${escaped(face.sender)}</td></tr>
<tr><td style="padding:24px 24px 8px">
<h1 class="lead" style="margin:0 0 20px;font-size:22px;line-height:1.3;color:#1c2329;overflow-wrap:anywhere">${escaped(face.subject)}</h1>
${paragraphs.join('\n')}
</td></tr>
<tr><td class="foot" style="padding:16px 24px 20px;border-top:1px solid #dde2e6">
${paragraph('small', 'font-size:13px;color:#56626c', face.why)}
${face.stop === null ? '' : stopLink(face.stop)}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`
}

const fonts = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/** What stands at an element wins over a rule, so that a rule has to insist. */
const darkness = `:root{color-scheme:light dark}
@media (prefers-color-scheme:dark){
.page{background:#12171b!important;color:#e6eaed!important}
.sheet{background:#1c2329!important;border-color:#36414a!important}
.foot{border-color:#36414a!important}
.says,.lead{color:#e6eaed!important}
.small{color:#a9b4bd!important}
}`

/** The line that lists of mails show beside the subject; without it they show the operator's name again. */
function preview(lead: string): string {
  return `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escaped(lead)}</div>`
}

/** An operator's own words may have several lines. */
function paragraph(name: 'says' | 'lead' | 'small', style: string, text: string): string {
  const lines = text.split(/\r\n|[\r\n]/).map(escaped)
  const colour = name === 'small' ? '' : ';color:#1c2329'
  return `<p class="${name}" style="margin:0 0 16px;line-height:1.5;overflow-wrap:anywhere;${style}${colour}">${lines.join('<br>')}</p>`
}

function button({ says, url }: Link, accent: string): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px;border-collapse:separate"><tr><td style="background:${accent};border-radius:6px"><a href="${addressOf(url)}" style="display:inline-block;padding:13px 22px;font-size:16px;line-height:1.2;font-weight:bold;color:${inkOn(accent)};text-decoration:none">${escaped(says)}</a></td></tr></table>`
}

function stopLink({ says, url }: Link): string {
  return `<p class="small" style="margin:0;font-size:13px;line-height:1.5;color:#56626c"><a class="small" href="${addressOf(url)}" style="display:inline-block;padding:4px 0;color:#56626c;text-decoration:underline">${escaped(says)}</a></p>`
}

/** Only pages may be opened from a mail, nothing that runs. */
function addressOf(url: string): string {
  return /^https?:\/\//i.test(url) ? escaped(url) : '#'
}

/** Characters that no document may hold become nothing, those that HTML reads become names. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\u007e\u00a0-\uffff]|[\ufffe\uffff]/g, '')
    .replaceAll(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}

/** Black or white, whichever stands out more (WCAG 2.2, contrast ratio). */
function inkOn(colour: string): string {
  const channel = (at: number): number => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? '#ffffff' : '#000000'
}
