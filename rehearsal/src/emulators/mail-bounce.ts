import { randomUUID } from 'node:crypto'
import type { ReadMail } from './mail-text.ts'

/** What a mail server sends back when it cannot deliver (RFC 3464). */
export function bounceOf(unknown: string, sender: string, { head }: ReadMail): string {
  const boundary = `b-${randomUUID()}`
  return [
    'From: Mail Delivery System <MAILER-DAEMON@mx.example.com>',
    `To: ${sender}`,
    'Subject: Undelivered mail returned to sender',
    `Message-ID: <${randomUUID()}@mx.example.com>`,
    `Date: ${new Date().toUTCString()}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'Your message could not be delivered.',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.com',
    '',
    `Final-Recipient: rfc822; ${unknown}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 nobody is called so',
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    head,
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n')
}

/** What somebody writes. */
export function mailFrom(from: string, to: string, subject: string, text: string): string {
  return [
    `From: <${from}>`,
    `To: <${to}>`,
    `Subject: ${subject}`,
    `Message-ID: <${randomUUID()}@people.example.com>`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(text).toString('base64'),
    '',
  ].join('\r\n')
}
