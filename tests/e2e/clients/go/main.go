// Run by the unmodified aws-lambda-go.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

type request struct {
	Fail, Panic, Stream bool
	Name                string
	Meet                int
}

var (
	here  int
	guard sync.Mutex
	all   = sync.NewCond(&guard)
)

// Returns when so many are here.
func meet(count int) {
	guard.Lock()
	defer guard.Unlock()
	here++
	all.Broadcast()
	for here < count {
		all.Wait()
	}
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
	if event.Meet > 0 {
		meet(event.Meet)
	}
	lc, _ := lambdacontext.FromContext(ctx)
	return map[string]string{"got": event.Name, "id": lc.AwsRequestID, "process": fmt.Sprint(os.Getpid(), os.Getenv("AWS_LAMBDA_LOG_STREAM_NAME")),
		"type": os.Getenv("AWS_LAMBDA_INITIALIZATION_TYPE")}, nil
}

func main() { lambda.Start(handle) }
