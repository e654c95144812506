import type smpp from 'smpp'

/** Where a centre writes what became of a message. */
export type ReceiptForm = 'text' | 'parameters' | 'both'

/** SMPP 3.4, 5.2.28. */
const states = { DELIVRD: 2, UNDELIV: 5 } as const
const isReceipt = 0x04

/** The receipt of a message, as it goes back to whoever sent it. */
export function receiptFields(
  sent: smpp.SubmitPdu,
  id: string,
  word: keyof typeof states,
  form: ReceiptForm,
): Readonly<Record<string, unknown>> {
  const [delivered, error] = word === 'DELIVRD' ? ['001', '000'] : ['000', '001']
  const time = new Date().toISOString().replaceAll(/\D/g, '').slice(2, 12)
  const text = `id:${id} sub:001 dlvrd:${delivered} submit date:${time} done date:${time} stat:${word} err:${error} text:`
  return {
    source_addr_ton: sent.dest_addr_ton,
    source_addr_npi: sent.dest_addr_npi,
    source_addr: sent.destination_addr,
    dest_addr_ton: sent.source_addr_ton,
    dest_addr_npi: sent.source_addr_npi,
    destination_addr: sent.source_addr,
    esm_class: isReceipt,
    data_coding: 0,
    short_message: form === 'parameters' ? '' : text,
    ...(form === 'text' ? {} : { receipted_message_id: id, message_state: states[word] }),
  }
}
