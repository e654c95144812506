import type { notices as english } from '../en/notices.ts'
import type { SameKeys } from '../same-keys.ts'

export const notices: SameKeys<typeof english> = {
  'notice.first':
    '{sender}: layanan Anda {extent, select, degraded {terganggu} other {tidak berfungsi}} sejak {since}{hasArea, select, yes { ({area})} other {}}.',
  'notice.first.nobody':
    '{sender}: {extent, select, degraded {penurunan kualitas layanan} other {gangguan layanan}} sejak {since}{hasArea, select, yes { ({area})} other {}}.',
  'notice.cause': 'Penyebab: {cause}.',
  'notice.etr': 'Kami perkirakan pulih paling lambat {etr}.',
  'notice.etr-unknown': 'belum diketahui',
  'notice.next-update': 'Lamanya belum dapat kami pastikan. Kabar berikutnya paling lambat {nextUpdateBy}.',
  'notice.no-estimate': 'Lamanya belum dapat kami pastikan.',
  'notice.update': '{sender}, {number}: {words}',
  'notice.next-word': 'Kabar berikutnya paling lambat {nextUpdateBy}.',
  'notice.reopened':
    '{sender}, {number}: gangguan ternyata belum selesai, layanan kembali tidak berfungsi. Mohon maaf, kami sedang menanganinya.',
  'notice.still-working': 'Gangguan ini masih kami tangani.',
  'notice.etr-changed': '{sender}, {number}: perkiraan baru, pulih paling lambat {etr}.',
  'notice.etr-withdrawn':
    '{sender}, {number}: perbaikan lebih lama dari perkiraan.{hasNext, select, yes { Kabar berikutnya paling lambat {nextUpdateBy}.} other {}}',
  'notice.restored':
    '{sender}, {number}: layanan berfungsi kembali sejak {restoredAt}, setelah {length}. Mohon maaf. Jika layanan Anda belum berfungsi, beri tahu kami.',
  'notice.retracted':
    '{sender}: pesan kami tentang gangguan sejak {since} keliru, layanan Anda tidak terdampak. Mohon maaf.',
  'notice.retracted.planned':
    '{sender}: pekerjaan terencana {since} sampai {until} yang kami kabarkan tidak jadi dilakukan. Layanan Anda tidak terdampak.',
  'notice.planned':
    '{sender}: pekerjaan terencana {since} sampai {until}{hasArea, select, yes { ({area})} other {}}. Layanan Anda mungkin tidak berfungsi pada waktu itu.',
  'notice.reminder':
    '{sender}: pengingat pekerjaan terencana {since} sampai {until}. Layanan Anda mungkin tidak berfungsi pada waktu itu.',
  'notice.credit': '{sender}: Anda menerima {amount} untuk {number}.',
  'notice.credit.reason':
    '{nature, select, correction {Ini koreksi atas yang Anda terima sebelumnya} goodwill {Kami berikan secara sukarela} other {Dasarnya}}: {rules}.',
  'notice.credit.goodwill': 'Dari jumlah itu, {goodwill} kami berikan secara sukarela.',
  'notice.credit.claim':
    '{claim, select, some {Sebagian perlu Anda minta paling lambat {claimUntil}.} other {Anda perlu memintanya paling lambat {claimUntil}.}}',
  'notice.credit.others': 'lainnya',
  'notice.credit.outage-unnamed': 'gangguan layanan',
  'notice.credit.rule-unnamed': 'kompensasi atas gangguan layanan',
  'notice.compensation.automatic': 'Kompensasi yang menjadi hak Anda diberikan tanpa perlu diminta.',
  'notice.compensation.claim': 'Kompensasi dapat diminta sampai {claimUntil}.',
  'notice.more': 'Selengkapnya: {url}',
  'notice.stop': 'Berhenti menerima pesan: balas {keyword}.',

  'notice.voice.greeting': 'Selamat datang di {sender}.',
  'notice.voice.outage': 'Layanan Anda {extent, select, degraded {terganggu} other {tidak berfungsi}} sejak {since}.',
  'notice.voice.planned':
    'Kami melakukan pekerjaan terencana pada jaringan dari {since} sampai {until}. Layanan Anda mungkin tidak berfungsi pada waktu itu.',
  'notice.voice.area': 'Wilayah yang terdampak: {area}.',
  'notice.voice.sorry': 'Mohon maaf atas ketidaknyamanan ini.',
  'notice.voice.number': 'Nomor gangguan ini {number}.',
  'notice.voice.stay': 'Untuk berbicara dengan petugas kami, silakan tetap di saluran ini.',

  'notice.subject.first':
    '{extent, select, degraded {Layanan Anda terganggu} other {Layanan Anda tidak berfungsi}}: {number}',
  'notice.subject.first.nobody': '{extent, select, degraded {Penurunan layanan} other {Gangguan}}: {number}',
  'notice.subject.update': 'Kabar terbaru: {number}',
  'notice.subject.restored': 'Layanan Anda berfungsi kembali: {number}',
  'notice.subject.reopened': 'Gangguan ternyata belum selesai: {number}',
  'notice.subject.retracted': 'Pesan kami keliru: {number}',
  'notice.subject.retracted.planned': 'Pekerjaan terencana tidak jadi dilakukan: {number}',
  'notice.subject.planned': 'Pekerjaan terencana mulai {since}: {number}',
  'notice.subject.credit': 'Anda menerima {amount}: {number}',
  'notice.greeting': 'Yth. Pelanggan,',
  'notice.closing': 'Hormat kami, {sender}',
  'notice.mail.open': 'Lihat perkembangan terbaru',
  'notice.mail.why':
    '{isCustomer, select, yes {Anda menerima surel ini karena menyangkut layanan Anda dari {sender}.} other {Anda menerima surel ini karena meminta {sender} mengabari Anda tentang gangguan.}}',
  'notice.mail.stop': 'Berhenti menerima surel seperti ini',

  'answer.subject': 'Dari {sender}',
  'answer.stopped': '{sender}: Anda tidak menerima pesan lagi di sini. Untuk menerimanya lagi, balas START.',
  'answer.subscribed':
    '{sender}: mulai sekarang Anda menerima pesan tentang gangguan di sini. Untuk berhenti, balas {keyword}.',
  'answer.started': '{sender}: Anda menerima pesan kami lagi di sini. Untuk berhenti, balas {keyword}.',
  'answer.help':
    '{sender}: balas STATUS untuk mengetahui keadaan layanan Anda, atau {keyword} untuk berhenti menerima pesan. {url}',
  'answer.unknown': '{sender}: kami tidak mengenali nomor atau alamat ini. Semua gangguan: {url}',
  'answer.by-link':
    '{sender}: seseorang meminta lewat surel atas nama Anda untuk mengubah pesan kami. Bila itu Anda, lakukan di sini: {url}',
  'answer.noted':
    '{sender}: terima kasih, laporan Anda sudah kami catat. Kami belum menemukan gangguan pada layanan Anda; bila masih tidak berfungsi, silakan telepon kami. Semua gangguan: {url}',
  'answer.nothing-known':
    '{sender}: kami tidak menemukan gangguan pada layanan Anda. Jika layanan tidak berfungsi, silakan telepon kami. Semua gangguan: {url}',
}
