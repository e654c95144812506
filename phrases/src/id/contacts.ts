import type { contacts as english } from '../en/contacts.ts'
import type { SameKeys } from '../same-keys.ts'

export const contacts: SameKeys<typeof english> = {
  'contact.code':
    '{code} adalah kode Anda untuk menerima kabar gangguan di sini. Abaikan jika Anda tidak memintanya. {sender}',
  'contact.code.subject': '{code} adalah kode Anda',
  'contact.link':
    'Dengan hormat,\n\nseseorang, kemungkinan besar Anda sendiri, meminta agar {sender} mengabarkan gangguan ke alamat ini. Untuk menyetujuinya, buka halaman berikut dalam {hours} jam:\n\n{url}\n\nJika bukan Anda yang meminta, abaikan saja: tidak ada yang akan dikirim lagi dan alamat ini akan dihapus.\n',
  'contact.link.subject': 'Apakah Anda ingin menerima kabar gangguan?',
  'contact.push': 'Mulai sekarang Anda menerima kabar gangguan di sini. {url}',
  'contact.push.subject': '{sender}',
}
