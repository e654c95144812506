/** What we use of `smpp`, which comes without types. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events'
  import type { Server, Socket } from 'node:net'

  namespace smpp {
    interface Said {
      readonly message: string | Buffer
      readonly udh?: readonly Buffer[]
    }

    interface Pdu {
      readonly command: string
      readonly command_status: number
      readonly sequence_number: number
      isResponse(): boolean
      response(fields?: Readonly<Record<string, unknown>>): Pdu
    }

    interface BindPdu extends Pdu {
      readonly system_id: string
      readonly password: string
    }

    interface SubmitPdu extends Pdu {
      readonly source_addr_ton: number
      readonly source_addr_npi: number
      readonly source_addr: string
      readonly dest_addr_ton: number
      readonly dest_addr_npi: number
      readonly destination_addr: string
      readonly esm_class: number
      readonly registered_delivery: number
      readonly data_coding: number
      readonly short_message: Said
      readonly message_payload?: Said
      readonly sar_msg_ref_num?: number
      readonly sar_total_segments?: number
      readonly sar_segment_seqnum?: number
    }

    interface Session extends EventEmitter {
      readonly socket: Socket
      send(pdu: Pdu): boolean
      deliver_sm(fields: Readonly<Record<string, unknown>>, answered: (answer: Pdu) => void): boolean
      unbind(answered: (answer: Pdu) => void): boolean
    }
  }

  const smpp: {
    createServer(heard: (session: smpp.Session) => void): Server
    readonly encodings: { readonly ASCII: { match(text: string): boolean; encode(text: string): Buffer } }
  }
  export = smpp
}
