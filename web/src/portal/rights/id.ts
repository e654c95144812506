import type { Rights } from './rights.ts'

export const rights: Rights = {
  ID: {
    intro:
      'Undang-Undang Nomor 8 Tahun 1999 tentang Perlindungan Konsumen memberi setiap konsumen di Indonesia sembilan hak (Pasal 4). Berikut arti masing-masing ketika layanan terganggu, dan di mana Anda menemukannya di sini.',
    rights: [
      {
        title: 'Kenyamanan, keamanan, dan keselamatan',
        text: 'Layanan tidak boleh membahayakan Anda atau membiarkan Anda tanpa kabar: jika terganggu Anda diberi tahu, dan data Anda tetap aman.',
        here: 'Ringkasan langsung menunjukkan jika ada yang tidak beres. Milik Anda hanya ditampilkan setelah Anda masuk, dan Anda dapat keluar dari semua perangkat.',
        article: 'Pasal 4 huruf a',
      },
      {
        title: 'Memilih, dan memperoleh yang dijanjikan',
        text: 'Anda memilih sendiri layanan Anda dan memperolehnya dengan mutu dan jaminan yang Anda bayar.',
        here: '“Layanan saya” menunjukkan paket, biaya, dukungan, dan apa yang dapat Anda harapkan dari setiap layanan.',
        article: 'Pasal 4 huruf b',
      },
      {
        title: 'Informasi yang benar, jelas, dan jujur',
        text: 'Anda diberi tahu keadaan layanan: apa yang terganggu, sejak kapan, mengapa, dan sampai kapan.',
        here: '“Gangguan” menunjukkan awal, penyebab, perkiraan pulih, dan setiap kabar yang kami umumkan.',
        article: 'Pasal 4 huruf c',
      },
      {
        title: 'Didengar pendapat dan keluhannya',
        text: 'Pendapat dan keluhan Anda tentang layanan didengarkan.',
        here: '“Menurut saya ini keliru” pada setiap gangguan dan setiap kompensasi. Petugas membacanya, dan jawabannya ada di sana.',
        article: 'Pasal 4 huruf d',
      },
      {
        title: 'Advokasi, perlindungan, dan penyelesaian sengketa yang patut',
        text: 'Anda boleh diwakili, dan sengketa diselesaikan secara patut.',
        here: 'Setiap kompensasi dapat diunduh beserta alasannya dan ditunjukkan kepada lembaga konsumen. Langkah-langkah jika kita tidak sepakat ada di bawah.',
        article: 'Pasal 4 huruf e',
      },
      {
        title: 'Pembinaan dan pendidikan konsumen',
        text: 'Anda boleh mengetahui apa hak Anda dan bagaimana menggunakannya.',
        here: 'Halaman ini, dan penghitungan setiap kompensasi langkah demi langkah dalam bahasa Anda.',
        article: 'Pasal 4 huruf f',
      },
      {
        title: 'Diperlakukan dengan benar, jujur, dan tidak diskriminatif',
        text: 'Tidak seorang pun diperlakukan lebih buruk karena asal, agama, kekayaan, atau tempat tinggalnya.',
        here: 'Fakta yang sama menghasilkan kompensasi yang sama: sebelum dibayarkan diperiksa bahwa tidak ada yang menerima lebih sedikit dengan biaya dan gangguan yang sama.',
        article: 'Pasal 4 huruf g',
      },
      {
        title: 'Kompensasi, ganti rugi, atau penggantian',
        text: 'Jika layanan tidak sesuai dengan perjanjian, Anda boleh menuntut kompensasi, ganti rugi, atau penggantian. Undang-undang tidak menetapkan jumlahnya; perjanjian dan kerugian nyata yang menentukan.',
        here: '“Kompensasi” menunjukkan apa yang diberikan kepada Anda, berdasarkan ketentuan apa, dan apa yang masih menunggu dibayarkan.',
        article: 'Pasal 4 huruf h, Pasal 19',
      },
      {
        title: 'Hak dalam peraturan lain',
        text: 'Yang diberikan peraturan telekomunikasi dan perjanjian Anda berlaku di samping itu.',
        here: 'Setiap kompensasi menyebutkan semua pasal dan ketentuan perjanjian yang menjadi dasarnya.',
        article: 'Pasal 4 huruf i',
      },
    ],
    duties: [
      'Membaca dan mengikuti petunjuk penggunaan layanan demi keselamatan Anda (Pasal 5 huruf a).',
      'Beriktikad baik: mengatakan dengan jujur apa yang terjadi dan sejak kapan (Pasal 5 huruf b).',
      'Membayar sesuai dengan nilai yang disepakati (Pasal 5 huruf c).',
      'Mengikuti upaya penyelesaian yang patut jika terjadi sengketa (Pasal 5 huruf d).',
      'Menjaga agar kontak yang terdaftar tetap benar; jika tidak, kode dan jawaban tidak sampai kepada Anda.',
    ],
    next: [
      'Sampaikan di sini apa yang keliru melalui “Menurut saya ini keliru”.',
      'Jika kami menolak, tidak menjawab, atau tidak membayar, Anda boleh memilih Badan Penyelesaian Sengketa Konsumen (BPSK) atau pengadilan (Pasal 23). BPSK tidak memungut biaya dan memutus dalam 21 hari kerja (Pasal 55).',
      'Pihak yang tidak menerima putusannya boleh mengajukan keberatan ke pengadilan negeri dalam 14 hari kerja (Pasal 56). Pelaku usahalah yang harus membuktikan bahwa ia tidak bersalah (Pasal 28).',
      'Lembaga perlindungan konsumen swadaya masyarakat (LPKSM) yang terdaftar boleh membantu Anda atau menggugat untuk banyak orang sekaligus (Pasal 46).',
    ],
    sources: [
      'Undang-Undang Nomor 8 Tahun 1999 tentang Perlindungan Konsumen, Pasal 4, 5, 19, 23, 28, 46, 55, dan 56. Dibaca dalam salinan tidak resmi.',
    ],
  },
  PL: {
    intro:
      'Undang-Undang Komunikasi Elektronik Polandia tahun 2024 (PKE) dan perjanjian Anda menentukan apa yang Anda terima jika layanan terganggu di Polandia, dan bagaimana Anda mengadu.',
    rights: [
      {
        title: 'Kompensasi jika layanan terganggu',
        text: 'Penyedia bertanggung jawab atas layanan yang tidak diberikan atau diberikan dengan buruk, menurut perjanjian dan Kitab Undang-Undang Hukum Perdata Polandia. Umumnya perjanjian memberi sepertiga puluh dari biaya bulanan untuk setiap hari.',
        here: '“Kompensasi” menunjukkan apa yang diberikan kepada Anda, untuk hari apa, dan berdasarkan ketentuan apa.',
        article: 'PKE pasal 376',
      },
      {
        title: 'Jumlah lebih besar untuk layanan universal',
        text: 'Penyedia yang ditunjuk untuk layanan universal membayar lebih banyak atas gangguan yang lama: mulai 36 jam dalam satu periode tagihan, dan untuk hari dengan gangguan lebih dari 12 jam.',
        here: 'Jika berlaku bagi penyedia Anda, kompensasi menyebut pasalnya; jika tidak, dijelaskan alasannya.',
        article: 'PKE pasal 377',
      },
      {
        title: 'Mengadu selama setahun, dengan cara apa pun',
        text: 'Anda mempunyai waktu dua belas bulan sejak akhir periode tagihan saat gangguan berakhir. Anda boleh menulis surat, menelepon, datang, atau mengirim email.',
        here: '“Menurut saya ini keliru” sampai kepada petugas. Jika Anda memerlukan berlakunya tenggat hukum, mengadulah menurut perjanjian Anda: cara ini belum menggantikannya.',
        article: 'PKE pasal 378 ayat 2 dan 3',
      },
      {
        title: 'Jawaban dalam 30 hari',
        text: 'Jika jawaban beralasan tidak dikirim dalam 30 hari, pengaduan dianggap diterima.',
        here: 'Setiap keberatan menunjukkan keadaan, tanggal, dan jawabannya.',
        article: 'PKE pasal 378 ayat 5',
      },
      {
        title: 'Pembayaran dalam 30 hari',
        text: 'Jika yang diterima tidak dibayar dalam 30 hari, Anda boleh ke pengadilan atau ke regulator.',
        here: '“Kompensasi” menunjukkan apa yang masih menunggu dibayarkan.',
        article: 'PKE pasal 379',
      },
      {
        title: 'Berhenti berlangganan',
        text: 'Jika layanan selain akses internet jauh, lama, atau sering berbeda dari yang disepakati, Anda boleh mengakhiri perjanjian.',
        here: '“Gangguan” memuat gangguan selama setahun dengan awal dan akhirnya, sebagai bukti seberapa sering terjadi.',
        article: 'PKE pasal 380',
      },
      {
        title: 'Penyelesaian sengketa tanpa biaya',
        text: 'Konsumen boleh meminta Presiden UKE menyelesaikan sengketa tanpa biaya.',
        here: 'Setiap kompensasi dapat diunduh beserta alasannya dan dilampirkan.',
        article: 'PKE pasal 383 dan 384',
      },
    ],
    duties: [
      'Mengadu dalam dua belas bulan; yang lebih lambat tidak wajib diperiksa (PKE pasal 378 ayat 2).',
      'Menyebutkan dalam pengaduan berapa yang dituntut, dan ke rekening mana dibayar atau bahwa diperhitungkan (PKE pasal 378 ayat 4).',
      'Membayar biaya yang disepakati tepat waktu.',
      'Mengatakan dengan jujur apa yang terjadi dan sejak kapan, dan mengizinkan teknisi masuk jika diperlukan.',
      'Menjaga agar kontak yang terdaftar tetap benar; jika tidak, kode dan jawaban tidak sampai kepada Anda.',
    ],
    next: [
      'Sampaikan di sini apa yang keliru, atau mengadulah menurut perjanjian Anda.',
      'Jika pengaduan ditolak, atau diterima tetapi tidak dibayar dalam 30 hari, Anda boleh ke pengadilan atau meminta penyelesaian oleh Presiden UKE (PKE pasal 379, 383, dan 384). Sampai saat itu daluwarsa terhenti (pasal 381).',
    ],
    sources: [
      'Ustawa z dnia 12 lipca 2024 r. – Prawo komunikacji elektronicznej, Dz.U. 2024 poz. 1221, pasal 376 sampai 384. Dibaca dalam salinan naskah resmi.',
      'Urząd Komunikacji Elektronicznej, Centrum Informacji Konsumenckiej, tentang kompensasi menurut perjanjian (2018).',
    ],
  },
  XX: {
    intro:
      'Hukum negara Anda menentukan apa yang menjadi hak Anda. Berikut hal-hal yang kami lakukan untuk semua orang, di mana pun ia tinggal.',
    rights: [
      {
        title: 'Mengetahui',
        text: 'Apakah ada yang tidak beres, sejak kapan, mengapa, dan sampai kapan.',
        here: '“Ringkasan” dan “Gangguan”.',
        article: '',
      },
      {
        title: 'Memperoleh yang diwajibkan hukum dan perjanjian',
        text: 'Setiap jumlah dihitung menurut ketentuan tertulis, dan ketentuannya disebutkan.',
        here: '“Kompensasi”, masing-masing dengan pasal dan penghitungannya.',
        article: '',
      },
      {
        title: 'Diperlakukan sama',
        text: 'Fakta yang sama menghasilkan jumlah yang sama.',
        here: 'Hal ini diperiksa sebelum dibayarkan.',
        article: '',
      },
      {
        title: 'Menyatakan keberatan',
        text: 'Petugas membaca yang Anda tulis dan menjawabnya.',
        here: '“Menurut saya ini keliru” pada setiap gangguan dan setiap kompensasi.',
        article: '',
      },
      {
        title: 'Data Anda',
        text: 'Anda boleh meminta semua yang disimpan tentang Anda, dan meminta dilupakan jika tidak dilarang hukum.',
        here: 'Layanan pelanggan melakukan keduanya untuk Anda.',
        article: '',
      },
    ],
    duties: [
      'Mengatakan dengan jujur apa yang terjadi dan sejak kapan.',
      'Membayar biaya yang disepakati tepat waktu.',
      'Menjaga agar kontak yang terdaftar tetap benar; jika tidak, kode dan jawaban tidak sampai kepada Anda.',
    ],
    next: [
      'Sampaikan di sini apa yang keliru.',
      'Jika kita tidak sepakat, hubungi regulator, lembaga konsumen, atau pengadilan di negara Anda. Bawalah PDF kompensasinya.',
    ],
    sources: ['Tanyakan peraturan yang mengikat kepada lembaga konsumen di negara Anda.'],
  },
}
