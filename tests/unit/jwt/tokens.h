// A key set and tokens of every algorithm by its keys, as PyJWT makes them; and two that must never count.
#pragma once

#include <array>
#include <string_view>

namespace cxsam::jwt_examples {

inline constexpr std::string_view kKeySet =
    "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"ixSsZCZ_UUacrDVv1WSPDI-bpHTJGSPfCAuX5VOvXMm1J1o1Zi9Sl09NGvvyAhNBMUgYJ89RFaiCD"
    "436sEAOhP2cZVcor2qx-H1XyMLF4cPT0V3TuYiSBEBEuLfMGuL0vbg9nOsGW23aktl5rPxYR6b103363oRSpPCHCaTtIjZDQKWvvKOcl"
    "LA49tcGV3yo4eeca0Go44ByRs_0vyKOwwvf_OaTg_Y9tc6rDUtNE6ujhGKO_2ojpVWo35BRX985_rKjqJkXBPF4Dmmf8_GbDyODExhAT"
    "8ZN8y_oD7w2DfL8QKtEpn9Ymwp6gvci2Br_VO4sk4_CabV6IlJAsRdqEQ\",\"e\":\"AQAB\",\"kid\":\"r\",\"use\":\"sig\"},{\"kty\":\"EC\""
    ",\"crv\":\"P-256\",\"x\":\"AJDRDbfus8aARBte-34JoEmWIPerCUVNHZFudjOMPHU\",\"y\":\"vHmAIeZOoZ0KGOQ6T7xyDWUBO0bCRj3V6a"
    "SzFjvVvf0\",\"kid\":\"e256\"},{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"T3_SYPB_6cTWmeumepc2QcYqpu5Qh1QJ8Ij0sNr7SfGzwa-4"
    "wbIMVjhvNmK3BRmp\",\"y\":\"RviiiBIDf_UZmtSGyYG9T5oBthpi7Zd_Wxq_L1bjRDgvNtNaTlVXIPAC2pBbbc-o\",\"kid\":\"e384\"},{"
    "\"kty\":\"EC\",\"crv\":\"P-521\",\"x\":\"ASSoXaIWASuyQ7Xdn1R1chFu80HNUUxO-Eh43J16SPwvvj4a9JSMzi4tEyttl16_s8Ml0K8OOh"
    "-1dGeKZL-MecrC\",\"y\":\"AZWLwaiyL6yNkPXiDtRkq_-M0bJFGsE1PAaBaKJTgJCeiYtqpWCXH_RgOaPcyIQ5lLwCBdYE1P9qDIF0dJN"
    "hsZ3m\",\"kid\":\"e512\"}]}";

inline constexpr std::array<std::string_view, 9> kTokens{{
    // ES256
    "eyJhbGciOiJFUzI1NiIsImtpZCI6ImUyNTYiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJ4In0.Cu0nRA-yF3yiOl4tlkuEXspxbbnbg1hnJ"
    "xnclGNXFv07XuYX-uA7I-TQ8kFtPz71K-kNXrb1DcqYbKRrYUN44A",
    // ES384
    "eyJhbGciOiJFUzM4NCIsImtpZCI6ImUzODQiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJ4In0.q3mWIsfIu9LObGmmCT3rJGX0rsPZ9FG4y"
    "U-Ml8OgvdOHEYvQRwXCLER55osVlAAM0bNGhIXTM6ta5YHSwQjQdvgUoVoJ9bxlqRp4-71-Gzw54Xn71Is4K-htD3K7Y2OJ",
    // ES512
    "eyJhbGciOiJFUzUxMiIsImtpZCI6ImU1MTIiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJ4In0.AFCUPBtwXC1bF3LcVRz-pSfzkZQEn-5_D"
    "5oV05EquvB7ExmwAqjo7Hlzy4u0iO5T5f-yLJ4XiG5xaOl3h6TnVYaaAJ8V2HHgyE9mcYGfxvN8FSp6q_wo1igX8OaFiPqgrf3MQxeSp"
    "V9ce6f4UVpvx1jHBfshJpQiUejY8-6hY9kV2g2d",
    // RS256
    "eyJhbGciOiJSUzI1NiIsImtpZCI6InIiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJ4In0.LoNx_QQ0BOXZuRVkP7wh33WeC_awWwwUclfzA"
    "uNfSserwXkOGI6ytBZkI6W3QWhiay1R1IgQnaTAsWATuIzZVpdkYShELeVfLp-h0PxciyZ6P67x7q1yr9aRA04mU4quJTnadleozpLsF"
    "7CUerspVtIzQXqv1Pa0fKVK80PI4aDhl5D-oNUPMn1_dPWvlUFMa18yJgLWGOSlpYl1swg7yJNvWpV7oPBjTLxTuS8mpTdf-k89wCuUI"
    "JCEm_x9NxEV-ve3rXYZ9VQinAPzkLzRalNU-Z6NPx6T_Y525RMkZ1_N50GPfU3guzuWU1OJs7MEgF7B41uDyNJpNrpbL5TWXQ",
    // RS384
    "eyJhbGciOiJSUzM4NCIsImtpZCI6InIiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJ4In0.XkvVv5Mz4FKU9pbbLLAPhUjx9_cZszfdkf6qe"
    "UNHOoM-gNwMtBkUGNOj8nHgyqvsx9ws6hlKL5BqLrELYJTEMSdhOOl_dvXPWRRIMrnifwNCdhKmo7GEygv6_ZD3s-vdjjUi3CDgwRgns"
    "YnhaOgSvUbDZToNYOU22ioqS9ouSWQdQSF7uHIgj4MT29nq9xNUowvvP-nDx-2AQeZTy13mcqxYLLLAkdi0Wi6maU6p8fSGw101-I9fe"
    "C9CvNpIRFQ_fQwB_POtsfY47qytrnXTe3APQriQWhd2zd34D1DP-vySQVZgXmUC1iEzxNaz1omWMxyHGYVcwVnkkd8C5EcVtA",
    // RS512
    "eyJhbGciOiJSUzUxMiIsImtpZCI6InIiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJ4In0.MthSomjh_pcl0kfPIuZO_GOLyd7LqSs1SsrLP"
    "N05UuVq3LtruycJAm5p1sYccNibCCyiJ52K0NMd4O7YNu4VYhxhYlrESy9fNS4AIo7a_yEEvIaPgp-ODQCxkpprp1PHDNBbWANI48Dzh"
    "cT3osH_4EeHKlOEbgKmD6koJ5U6IIGcqdSv9JppDL_honGSgZfs6rYcnTn1c90RsSGJ7Exn4HOaDbpJgx5wqopeIfMC9EqH7pb5Hm08o"
    "gQ9TCMPxllbxfofgC61XuFYZoR_13Ygic2H_vH-eXmfABrzuy6FBFbh2OvBqzv_97Z5deFigJx8PIeuja1mrxkUohfmx1P2BA",
    // PS256
    "eyJhbGciOiJQUzI1NiIsImtpZCI6InIiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJ4In0.OctuSa8DGV0VUIr7ApCcfvPB4dJnWO0D5wtbC"
    "b_tbr34zV28sJyf5dOcHsbL3dBqt93AySXkVWyP4BKXR6PWKvwrmrjfiK7m5wmk_mqIntUCNRcbjHuKI2KgCiABu7HAeHK3U9qM1YN-N"
    "4ZfnqtmvAEPNUrsIPd2cZNvadRJ8bkSebtXN4UKh9Sg386T91rl_ls1Ojr9H4nU3dcmC0hKjOA2a8CVwZB5pDlywQZZG5p2EoWYga8z_"
    "HIHtWe7UDDLMP1Y8PVnXla9nFC04Nx_nO3waafpFMq5Me0LbeosGZZ7xsDN-IaQpCxqGylUTex_CCedlq6q4W-2UZTn8RA-Hw",
    // PS384
    "eyJhbGciOiJQUzM4NCIsImtpZCI6InIiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJ4In0.AwZsSEB984hlIO5nIYKkaBpotCTCVWMnvWZxG"
    "YpVncbyNGJrrodJcfkj3TUUi7-IEgFx-7F5hDBS15CxFMcFoTcaEoAMAwqfXySIL5SKzD0G8sBA8697x5EuR8MF6f0QG5jHCh2XHURRT"
    "M0WsQHQcvvrGyLE32OAaE07HgN3tfBlWLJEUcLrquK9VvTDHGV5rCSh1JR2jWvq0XHZzqw724QVv-F4ca6a1JT_KVTtvgtlogvCdR9E5"
    "IduLV9ilAFG07GJpLCpgdVukCUEnChEFmTQPQN6yCeoHh0AUyPxvDgNdJLrHBaz6ybCbB8RhCO7y4S2J6SHZ6BZK4AQq4U6sg",
    // PS512
    "eyJhbGciOiJQUzUxMiIsImtpZCI6InIiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJ4In0.A9PevKTO0AucZa13o5_b4ibhs1vsm8dLYSZvD"
    "UoEVp4TEaCczy4jxrboJVec4zFUsO2FoMqA8jJgN_SB0Ajabrj0kO_RpPAqMnvTqUYuGMIudFqw8G7IdSgn7mbt5OP8ulnOurTPjr-Bd"
    "2RQYxnr1QbBS89wvESy_S27Bk_kJB2cN7_r_f_GzWAHIaXkyM-PTqWCKrMELFyJk8prkRBNq0WEYDW7L_P_mbieSFICTrJqsyBdrpRCM"
    "hjtV3HQgSytiAv-0hzAxaub1mYTM9cQBhbD3VREzMznIVNHwUf4fxj0rgTNxd3R-RhhCkQBiRS3YaxyZUyrSnSnswQIIDrrXQ",
}};

/// HS256, the secret being the public key's PEM text.
inline constexpr std::string_view kConfused =
    "eyJhbGciOiJIUzI1NiIsImtpZCI6InIifQ.eyJzdWIiOiJ4In0.QFNgcfAwivewIKfOM62FIQQP3f90VOWhmyYL-E99DY8";

inline constexpr std::string_view kUnsigned = "eyJhbGciOiJub25lIiwia2lkIjoiciJ9.eyJzdWIiOiJ4In0.";

}  // namespace cxsam::jwt_examples
