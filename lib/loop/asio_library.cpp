// The bodies of Asio, compiled once (BOOST_ASIO_SEPARATE_COMPILATION in cmake/dependencies.cmake).
#include <boost/asio/impl/src.hpp>
