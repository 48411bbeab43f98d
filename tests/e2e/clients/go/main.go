// Run by the unmodified aws-lambda-go.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

type request struct {
	Fail, Panic, Stream bool
	Name                string
}

func handle(ctx context.Context, payload json.RawMessage) (any, error) {
	var event request
	if err := json.Unmarshal(payload, &event); err != nil {
		return nil, err
	}
	if event.Fail {
		return nil, errors.New("on purpose")
	}
	if event.Panic {
		panic("on purpose")
	}
	if event.Stream {
		var body io.Reader = strings.NewReader("one two")
		return &events.LambdaFunctionURLStreamingResponse{StatusCode: 201, Body: body}, nil
	}
	lc, _ := lambdacontext.FromContext(ctx)
	return map[string]string{"got": event.Name, "id": lc.AwsRequestID}, nil
}

func main() { lambda.Start(handle) }
