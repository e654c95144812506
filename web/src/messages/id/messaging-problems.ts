import type { messagingProblems as english } from '../en/messaging-problems.ts'
import type { Translated } from '../words.ts'

export const messagingProblems: Translated<typeof english> = {
  'problem.messaging.begun':
    'Pelanggan sudah atau akan segera diberi tahu bahwa gangguan dimulai. Siapkan kabar selanjutnya.',
  'problem.messaging.no-beginning': 'Belum ada yang diberi tahu bahwa gangguan dimulai. Sampaikan itu dahulu.',
  'problem.messaging.message-unknown': 'Tidak ada pesan {message}.',
  'problem.messaging.not-doubtful': 'Tidak ada lagi yang meragukan: sudah diputuskan, atau laporan sudah datang.',
  'problem.messaging.not-drafted': 'Ini bukan draf lagi: sudah dikirim atau dibuang.',
  'problem.messaging.not-genuine': 'Tanda tangan atau rahasianya bukan milik saluran ini.',
  'problem.messaging.not-said':
    'Tidak dapat dikatakan ({channel}, {language}): {fact} belum ada. Tulislah, lalu coba lagi.',
}
