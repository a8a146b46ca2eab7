using System.Net;
using FollowUp.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FollowUp.Web.Tests.Hosting;

/// <summary>A file so large that the server does not take it in at all. The test server has no limit, so one stands before the application as Kestrel's does.</summary>
public sealed class TooLargeTests
{
    [Fact]
    public async Task Post_MoreThanTheServerTakes_IsCalledTooLarge()
    {
        await using var app = await WebApp.StartAsync();
        await using var limited = app.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, Limit>()));
        using var client = limited.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var visitor = new Visitor(client);
        await visitor.SignInAsync(app.Sample.Reviewer.Email!, SampleAuthority.Password);

        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[Limit.Bytes]), "file", "stor.docx" } };
        await visitor.ReadAsync(await client.PostAsync("/reports/template", form), "/reports/template");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, visitor.Answer.StatusCode);
        Assert.Contains("Filen är för stor", visitor.Text, StringComparison.Ordinal);
    }

    private sealed class Limit : IStartupFilter, IHttpMaxRequestBodySizeFeature
    {
        public const int Bytes = 100_000;

        public bool IsReadOnly => true;

        public long? MaxRequestBodySize { get; set; } = Bytes;

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Features.Set<IHttpMaxRequestBodySizeFeature>(this);
                if (context.Request.ContentLength > Bytes) context.Request.Body = new RefusedBody();
                return rest(context);
            });
            next(app);
        };
    }

    private sealed class RefusedBody : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge);
    }
}
