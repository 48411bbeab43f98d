# frozen_string_literal: true

require 'json'
require 'minitest/autorun'
require_relative '../hello_world/app'

class AppTest < Minitest::Test
  def test_answers_a_request
    event = JSON.parse(File.read(File.expand_path('../events/event.json', __dir__)))
    answer = handler(event: event, context: nil)

    assert_equal 200, answer[:statusCode]
    assert_equal({ 'message' => 'hello world' }, JSON.parse(answer[:body]))
  end
end
