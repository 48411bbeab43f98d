package main

import (
	"testing"

	"github.com/aws/aws-lambda-go/events"
)

func TestAnswersARequest(t *testing.T) {
	answer, err := handler(events.APIGatewayProxyRequest{})
	if err != nil || answer.StatusCode != 200 || answer.Body != `{"message": "hello world"}` {
		t.Fatalf("got %v, %v", answer, err)
	}
}
