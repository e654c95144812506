import type { press as english } from '../en/press.ts'
import type { SameKeys } from '../same-keys.ts'

export const press: SameKeys<typeof english> = {
  'press.headline.outage':
    '{sender}: {extent, select, degraded {layanan terganggu} other {layanan tidak berfungsi}}{hasArea, select, yes {, {area}} other {}}',
  'press.headline.planned': '{sender}: pekerjaan terencana pada jaringan{hasArea, select, yes {, {area}} other {}}',
  'press.headline.over': '{sender}: layanan berfungsi kembali{hasArea, select, yes {, {area}} other {}}',
  'press.headline.retracted': '{sender} menarik kembali kabar tentang gangguan',
  'press.headline.withdrawn': '{sender}: pekerjaan terencana tidak jadi dilakukan',
  'press.dateline': '{sender}, {at} (semua waktu: {zone})',
  'press.lead.outage':
    'Sejak {since} layanan {sender} {extent, select, degraded {terganggu} other {tidak berfungsi}}{hasArea, select, yes { di wilayah: {area}} other {}}. Gangguan ini sedang kami tangani.',
  'press.lead.planned':
    '{sender} melakukan pekerjaan pada jaringan dari {since} sampai {until}{hasArea, select, yes { di wilayah: {area}} other {}}. Layanan mungkin tidak berfungsi pada waktu itu.',
  'press.lead.over':
    'Layanan {sender} yang terdampak sejak {since} berfungsi kembali sejak {restoredAt}, setelah {length}. Mohon maaf atas ketidaknyamanan ini.',
  'press.lead.retracted':
    'Kabar kami tentang gangguan sejak {since} keliru: tidak ada layanan yang terdampak. Mohon maaf.',
  'press.lead.withdrawn': 'Pekerjaan pada jaringan yang diumumkan untuk {since} tidak jadi dilakukan.',
  'press.known': 'Yang diketahui',
  'press.cause': 'Penyebab: {cause}',
  'press.cause-unknown': 'Penyebab: belum diketahui',
  'press.area': 'Wilayah: {area}',
  'press.since': 'Sejak: {since}',
  'press.until': 'Sampai: {until}',
  'press.etr': 'Perkiraan pulih paling lambat: {etr}',
  'press.etr-unknown': 'Perkiraan pulih paling lambat: belum diketahui',
  'press.restored': 'Berfungsi kembali sejak: {restoredAt}',
  'press.next-update': 'Kabar berikutnya paling lambat: {nextUpdateBy}',
  'press.compensation.automatic': 'Kompensasi: hak pelanggan diberikan tanpa perlu diminta',
  'press.compensation.claim': 'Kompensasi: dapat diminta pelanggan sampai {claimUntil}',
  'press.advice.outage':
    'Saran: gangguan ini tidak perlu dilaporkan lagi; siapa pun dapat meminta kabar berikutnya di {url}',
  'press.advice.planned': 'Saran: siapkan cara lain bila koneksi diperlukan pada waktu itu',
  'press.advice.over': 'Saran: hubungi kami bila layanan belum berfungsi',
  'press.contact': 'Kontak: {contact}',
  'press.more': 'Keadaan terbaru: {url}',
  'press.number': 'Nomor: {number}',
}
